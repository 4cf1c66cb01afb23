package oktasim

// appBody is an application as Okta shows it. Nothing of its sign-on can be
// configured here, so that most of it is the same for all.
func (c *call) appBody(a *app) map[string]any {
	credentials := map[string]any{
		"userNameTemplate": map[string]any{"template": "${source.login}", "type": "BUILT_IN"},
		"signing":          map[string]any{"kid": "simulated-signing-key-" + a.ID},
	}
	settings := map[string]any{
		"app": map[string]any{},
		"notifications": map[string]any{"vpn": map[string]any{
			"network": map[string]any{"connection": "DISABLED"}, "message": nil, "helpUrl": nil,
		}},
		"manualProvisioning": false, "implicitAssignment": false, "emOptInStatus": "NONE",
		"notes": map[string]any{"admin": nil, "enduser": nil},
	}
	links := c.appLinks(a)
	if a.SignOnMode == openIDConnect {
		credentials["oauthClient"] = map[string]any{
			"autoKeyRotation": true, "client_id": a.ID, "token_endpoint_auth_method": "client_secret_basic", "pkce_required": false,
		}
		settings["oauthClient"] = oauthSettings()
		links["clientCredentials"] = []any{map[string]any{"name": "secrets", "href": c.base() + "/api/v1/apps/" + a.ID + "/credentials/secrets"}}
	}
	return map[string]any{
		"id": a.ID, "orn": "orn:okta:idp:00osimulated00000001:apps:" + a.Name + ":" + a.ID, "name": a.Name, "label": a.Label,
		"status": a.Status, "created": moment(a.Created), "lastUpdated": moment(a.LastUpdated), "signOnMode": a.SignOnMode,
		"accessibility": map[string]any{"selfService": false, "errorRedirectUrl": nil, "loginRedirectUrl": nil},
		"visibility": map[string]any{
			"autoLaunch": false, "autoSubmitToolbar": false, "hide": map[string]any{"iOS": false, "web": false},
			"appLinks": map[string]any{a.Name + "_link": true},
		},
		"features": []any{}, "credentials": credentials, "universalLogout": nil, "settings": settings, "_links": links,
	}
}

func oauthSettings() map[string]any {
	return map[string]any{
		"client_uri": nil, "logo_uri": nil, "redirect_uris": []any{"http://localhost/"},
		"response_types": []any{"code"}, "grant_types": []any{"authorization_code"}, "application_type": "web",
		"consent_method": "TRUSTED", "issuer_mode": "ORG_URL", "wildcard_redirect": "DISABLED",
		"idp_initiated_login":      map[string]any{"mode": "DISABLED", "default_scope": []any{}},
		"dpop_bound_access_tokens": false, "participate_slo": false,
	}
}

func (c *call) appLinks(a *app) map[string]any {
	self := "/apps/" + a.ID
	hinted := func(path, method string) map[string]any {
		link := c.href(self + path)
		link["hints"] = map[string]any{"allow": []any{method}}
		return link
	}
	named := func(name, path, kind string) []any {
		return []any{map[string]any{"name": name, "href": c.base() + path, "type": kind}}
	}
	return map[string]any{
		"uploadLogo": hinted("/logo", "POST"), "policies": hinted("/policies", "PUT"),
		"users": c.href(self + "/users"), "groups": c.href(self + "/groups"),
		"deactivate":        c.href(self + "/lifecycle/deactivate"),
		"profileEnrollment": c.href("/policies/rstsimulated00000001"), "accessPolicy": c.href("/policies/rstsimulated00000002"),
		"appLinks": named(a.Name+"_link", "/home/"+a.Name+"/"+a.ID+"/aln1", "text/html"),
		"logo":     named("medium", "/assets/img/logos/default.png", "image/png"),
	}
}
