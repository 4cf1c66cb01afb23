package api

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/builder"
)

// catalogue is what a canvas draws from, as the language writes it: fields that the
// contract does not name reach the browser too.
type catalogue struct {
	Kinds []builder.KindInfo `json:"kinds"`
}

func (c catalogue) VisitGetLanguageCatalogResponse(w http.ResponseWriter) error {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusOK)
	return json.NewEncoder(w).Encode(c)
}

func (o *operations) GetLanguageCatalog(context.Context, gen.GetLanguageCatalogRequestObject) (gen.GetLanguageCatalogResponseObject, error) {
	return catalogue{Kinds: builder.Catalog()}, nil
}

// schema is the JSON Schema, byte for byte as the language writes it.
type schema []byte

func (s schema) VisitGetLanguageSchemaResponse(w http.ResponseWriter) error {
	w.Header().Set("Content-Type", "application/schema+json")
	w.WriteHeader(http.StatusOK)
	_, err := w.Write(s)
	return err
}

func (o *operations) GetLanguageSchema(context.Context, gen.GetLanguageSchemaRequestObject) (gen.GetLanguageSchemaResponseObject, error) {
	text, err := builder.Schema()
	return schema(text), err
}

func (o *operations) ListTemplates(context.Context, gen.ListTemplatesRequestObject) (gen.ListTemplatesResponseObject, error) {
	templates, err := builder.Templates()
	answer := gen.ListTemplates200JSONResponse{Items: []gen.Template{}}
	for _, t := range templates {
		answer.Items = append(answer.Items, gen.Template{Name: t.Name, Title: t.Title, When: t.When, Source: t.Source})
	}
	return answer, err
}

// CheckDefinition says what is wrong with a definition and keeps nothing of it.
func (o *operations) CheckDefinition(ctx context.Context, in gen.CheckDefinitionRequestObject) (gen.CheckDefinitionResponseObject, error) {
	parse := builder.ParseYAML
	if in.Body.Format == gen.NewCheckFormatJSON {
		parse = builder.ParseJSON
	}
	r, err := o.examine(ctx, parse, []byte(in.Body.Source), "")
	if err != nil {
		return nil, err
	}
	answer := gen.CheckDefinition200JSONResponse{Problems: problemsOf(r.problems)}
	if answer.Definition, err = r.document(); err != nil || !r.whole {
		return answer, err
	}
	text, err := builder.EncodeYAML(r.def)
	answer.Yaml = string(text)
	return answer, err
}
