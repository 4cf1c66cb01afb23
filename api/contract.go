package api

import (
	_ "embed"
	"fmt"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/routers"
)

//go:embed openapi.yaml
var contractYAML []byte

// basePath is where the contract's paths are served.
const basePath = "/api/v1"

// contract is openapi.yaml by operation id.
type contract map[string]*routers.Route

// loadContract reads the embedded contract, once.
var loadContract = sync.OnceValues(readContract)

func readContract() (contract, error) {
	doc, err := openapi3.NewLoader().LoadFromData(contractYAML)
	if err != nil {
		return nil, fmt.Errorf("reading openapi.yaml: %w", err)
	}
	operations := contract{}
	for path, item := range doc.Paths.Map() {
		for method, operation := range item.Operations() {
			operations[operation.OperationID] = &routers.Route{
				Spec: doc, Path: path, PathItem: item, Method: method, Operation: operation,
			}
		}
	}
	return operations, nil
}

// public tells whether the contract lets anybody call the operation.
func public(route *routers.Route) bool {
	security := route.Operation.Security
	return security != nil && len(*security) == 0
}
