package seed

import (
	"embed"
	"fmt"
	"io/fs"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

//go:embed automations/*.yaml
var files embed.FS

// automation is one of the seeds, read.
type automation struct {
	source []byte
	def    builder.Definition
}

// automations reads the files. They are part of the program: that one cannot be
// read is an error of ours.
func automations() ([]automation, error) {
	names, err := fs.Glob(files, "automations/*.yaml")
	if err != nil {
		return nil, err
	}
	var list []automation
	for _, name := range names {
		source, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		def, problems := builder.ParseYAML(source)
		if builder.HasErrors(problems) {
			return nil, fmt.Errorf("the seed %s cannot be read: %s", name, problems[0].Message)
		}
		list = append(list, automation{source, def})
	}
	return list, nil
}

// publishable compiles the automation for this world, or says why it cannot work
// here, which is no error.
func (a automation) publishable(world builder.World) (published builder.Published, why string, err error) {
	for _, problem := range builder.Check(a.def, world) {
		if problem.Severity == builder.Error {
			return builder.Published{}, problem.Message, nil
		}
	}
	plan, err := builder.Compile(a.def)
	if err != nil {
		return builder.Published{}, "", err
	}
	encoded, err := plan.Encode()
	return builder.Published{
		Name: a.def.Name, Title: a.def.Title, Definition: a.source,
		Plan: encoded, PlanHash: builder.Hash(encoded), PublishedBy: access.System,
	}, "", err
}
