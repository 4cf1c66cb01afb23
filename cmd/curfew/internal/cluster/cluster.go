package cluster

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/operatorservice/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
)

// Cluster is one namespace of a Temporal cluster, as Curfew needs it.
type Cluster struct {
	Connection client.Client
	Address    string // for sentences
	Namespace  string
	// Attributes are the search attributes by name, with Temporal's type.
	Attributes map[string]string
}

// Reach says why the cluster does not answer, or nil.
func (c Cluster) Reach(ctx context.Context) error {
	_, err := c.Connection.WorkflowService().GetSystemInfo(ctx, &workflowservice.GetSystemInfoRequest{})
	return c.sentence(err)
}

// CheckNamespace says why the namespace cannot be used, or nil.
func (c Cluster) CheckNamespace(ctx context.Context) error {
	_, err := c.Connection.WorkflowService().DescribeNamespace(ctx, &workflowservice.DescribeNamespaceRequest{Namespace: c.Namespace})
	var missing *serviceerror.NamespaceNotFound
	if errors.As(err, &missing) {
		return fmt.Errorf("the Temporal cluster at %s has no namespace %q: run `curfew migrate`, or correct temporal.namespace (CURFEW_TEMPORAL_NAMESPACE)", c.Address, c.Namespace)
	}
	return c.sentence(err)
}

// CheckAttributes says which search attributes are missing, of another type, or
// not usable yet, or nil.
func (c Cluster) CheckAttributes(ctx context.Context) error {
	missing, err := c.missing(ctx)
	if err != nil {
		return err
	}
	if len(missing) > 0 {
		names := slices.Sorted(maps.Keys(missing))
		return fmt.Errorf("the namespace %q lacks the search attributes %s: run `curfew migrate`", c.Namespace, strings.Join(names, ", "))
	}
	return c.query(ctx)
}

// query uses every attribute at once; one that is not usable fails it.
func (c Cluster) query(ctx context.Context) error {
	var terms []string
	for _, name := range slices.Sorted(maps.Keys(c.Attributes)) {
		terms = append(terms, name+" IS NOT NULL")
	}
	_, err := c.Connection.ListWorkflow(ctx, &workflowservice.ListWorkflowExecutionsRequest{
		Namespace: c.Namespace, PageSize: 1, Query: strings.Join(terms, " AND "),
	})
	var invalid *serviceerror.InvalidArgument
	if errors.As(err, &invalid) {
		return fmt.Errorf("the namespace %q cannot search by Curfew's attributes yet (%s): run `curfew migrate`, or wait if it has just run", c.Namespace, invalid.Message)
	}
	return c.sentence(err)
}

// missing are the attributes that the namespace does not have. Where one may not
// list them, as in Temporal Cloud, the query alone decides.
func (c Cluster) missing(ctx context.Context) (map[string]enums.IndexedValueType, error) {
	known, err := c.Connection.OperatorService().ListSearchAttributes(ctx, &operatorservice.ListSearchAttributesRequest{Namespace: c.Namespace})
	if forbidden(err) {
		return nil, nil
	}
	if err != nil {
		return nil, c.sentence(err)
	}
	missing := map[string]enums.IndexedValueType{}
	for name, typeName := range c.Attributes {
		wanted, err := enums.IndexedValueTypeFromString(typeName)
		if err != nil {
			return nil, err
		}
		has, there := known.GetCustomAttributes()[name]
		switch {
		case !there:
			missing[name] = wanted
		case has != wanted:
			return nil, fmt.Errorf("the namespace %q has the search attribute %s as %s, and Curfew writes it as %s: remove it there, or use another namespace", c.Namespace, name, has, wanted)
		}
	}
	return missing, nil
}

// forbidden tells a service that is not offered from one that fails.
func forbidden(err error) bool {
	var denied *serviceerror.PermissionDenied
	var unknown *serviceerror.Unimplemented
	return errors.As(err, &denied) || errors.As(err, &unknown)
}

// pause between two looks at something that is not ready yet.
const pause = 500 * time.Millisecond

func wait(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(pause):
		return nil
	}
}
