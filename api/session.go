package api

import (
	"context"
	"net/http"

	"github.com/google/uuid"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
)

func (o *operations) GetSession(ctx context.Context, _ gen.GetSessionRequestObject) (gen.GetSessionResponseObject, error) {
	me := callOf(ctx).me
	card, err := o.person(ctx, me.ID)
	if err != nil {
		return nil, err
	}
	roles, err := rolesOf[gen.SessionRoles](ctx, me)
	return gen.GetSession200JSONResponse{Person: card, Roles: roles}, err
}

// SignInAsDemoPerson begins a session; one that the browser had before is over.
func (o *operations) SignInAsDemoPerson(ctx context.Context, in gen.SignInAsDemoPersonRequestObject) (gen.SignInAsDemoPersonResponseObject, error) {
	c := callOf(ctx)
	person, err := o.records.PersonByLogin(ctx, in.Body.Login)
	if err != nil && !missing(err) {
		return nil, err
	}
	if err != nil || person.Status != access.Active {
		return nil, access.Refuse(access.CodeInvalid, "There is no active demo person with that login.").At("login")
	}
	card, err := o.person(ctx, person.ID)
	if err != nil {
		return nil, err
	}
	roles, err := rolesOf[gen.SignedInRoles](ctx, person)
	if err != nil {
		return nil, err
	}
	if err := o.auditSession(ctx, person.ID, "session.started", "Signed in as a demo person."); err != nil {
		return nil, err
	}
	token, until, err := o.signIns.begin(ctx, c.token, person.ID, o.clock())
	if err != nil {
		return nil, err
	}
	c.me = person
	return signedIn{o.signIns.cookieWith(token, until), gen.SignedIn{Person: card, Roles: roles, Token: token}}, nil
}

// SignOut revokes the session, for every program that has its token, and ends the
// streams it opened.
func (o *operations) SignOut(ctx context.Context, _ gen.SignOutRequestObject) (gen.SignOutResponseObject, error) {
	c := callOf(ctx)
	if err := o.signIns.end(ctx, c.token); err != nil {
		return nil, err
	}
	o.hub.dropToken(c.token)
	if err := o.auditSession(ctx, c.me.ID, "session.ended", "Signed out."); err != nil {
		return nil, err
	}
	return signedOut{o.signIns.cookieWith("", o.clock())}, nil
}

func (o *operations) auditSession(ctx context.Context, personID, action, detail string) error {
	return o.records.AppendAudit(ctx, access.AuditLine{
		ID: uuid.NewString(), At: o.clock().UTC(), Actor: personID, Action: action,
		Object: "person/" + personID, Detail: detail,
	})
}

// signedIn and signedOut are the generated answers with their cookie.
type signedIn struct {
	cookie *http.Cookie
	body   gen.SignedIn
}

func (a signedIn) VisitSignInAsDemoPersonResponse(w http.ResponseWriter) error {
	http.SetCookie(w, a.cookie)
	return gen.SignInAsDemoPerson200JSONResponse(a.body).VisitSignInAsDemoPersonResponse(w)
}

type signedOut struct{ cookie *http.Cookie }

func (a signedOut) VisitSignOutResponse(w http.ResponseWriter) error {
	http.SetCookie(w, a.cookie)
	return gen.SignOut204Response{}.VisitSignOutResponse(w)
}
