package pgtest

import (
	"errors"
	"os"
	"os/user"
	"strconv"
	"syscall"
)

// account is whom the server runs as: the test's own user, or, as Postgres refuses
// to be root, another one.
type account struct{ credential *syscall.Credential }

func serverAccount() (*account, error) {
	if os.Geteuid() != 0 {
		return &account{}, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		found, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, uidErr := strconv.ParseUint(found.Uid, 10, 32)
		gid, gidErr := strconv.ParseUint(found.Gid, 10, 32)
		if uidErr == nil && gidErr == nil {
			return &account{&syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}, nil
		}
	}
	return nil, errors.New("postgres does not run as root, and there is neither a user \"postgres\" nor \"nobody\" to run it as")
}

// own gives the paths to the account.
func (a *account) own(paths ...string) error {
	if a.credential == nil {
		return nil
	}
	var errs []error
	for _, path := range paths {
		errs = append(errs, os.Chown(path, int(a.credential.Uid), int(a.credential.Gid)))
	}
	return errors.Join(errs...)
}

func (a *account) attributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Credential: a.credential}
}
