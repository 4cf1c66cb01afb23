// Package console is the web app, built by `npm run build` into dist and carried
// inside the binary. A checkout that was not built yet holds an empty dist; who
// serves it says so in words instead of answering with a blank page.
package console

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// Assets is the built web app, rooted at its index.html. Everything below
// assets/ has its content's hash in its name and may be cached for ever; all
// other files keep their names between builds and may not.
func Assets() fs.FS {
	root, err := fs.Sub(dist, "dist")
	if err != nil {
		panic("console: dist is missing from the binary: " + err.Error())
	}
	return root
}
