package cluster

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"go.temporal.io/api/operatorservice/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"google.golang.org/protobuf/types/known/durationpb"
)

// attemptTime is how long one question may wait for its answer.
const attemptTime = 5 * time.Second

// Ensure registers the namespace and the search attributes where they are missing,
// and returns when both can be used, which takes Temporal up to a minute. It says
// what it did, one sentence each. What is there stays as it is; a second call, or
// one at the same time, does no harm.
func (c Cluster) Ensure(ctx context.Context, retention time.Duration) (did []string, err error) {
	if err := c.untilAnswered(ctx, c.Reach); err != nil {
		return nil, err
	}
	made, err := c.ensureNamespace(ctx, retention)
	if err != nil {
		return nil, err
	}
	if made {
		did = append(did, fmt.Sprintf("The namespace %q was registered.", c.Namespace))
	}
	// A new namespace takes a while to be known everywhere.
	if err := c.untilAnswered(ctx, c.CheckNamespace); err != nil {
		return did, err
	}
	added, err := c.ensureAttributes(ctx)
	for unheardOf(err) && wait(ctx) == nil {
		added, err = c.ensureAttributes(ctx)
	}
	if err != nil {
		return did, err
	}
	if len(added) > 0 {
		did = append(did, "Search attributes were added: "+strings.Join(added, ", ")+".")
	}
	return did, c.untilAnswered(ctx, c.CheckAttributes)
}

func (c Cluster) ensureNamespace(ctx context.Context, retention time.Duration) (made bool, err error) {
	service := c.Connection.WorkflowService()
	_, err = service.DescribeNamespace(ctx, &workflowservice.DescribeNamespaceRequest{Namespace: c.Namespace})
	var missing *serviceerror.NamespaceNotFound
	if !errors.As(err, &missing) {
		return false, c.sentence(err)
	}
	_, err = service.RegisterNamespace(ctx, &workflowservice.RegisterNamespaceRequest{
		Namespace: c.Namespace, Description: "Curfew: just-in-time access",
		WorkflowExecutionRetentionPeriod: durationpb.New(retention),
	})
	var exists *serviceerror.NamespaceAlreadyExists
	if errors.As(err, &exists) {
		return false, nil
	}
	if forbidden(err) {
		return false, fmt.Errorf("the Temporal cluster at %s does not let us register the namespace %q: create it there with its own tools", c.Address, c.Namespace)
	}
	return err == nil, c.sentence(err)
}

func (c Cluster) ensureAttributes(ctx context.Context) (added []string, err error) {
	missing, err := c.missing(ctx)
	if err != nil || len(missing) == 0 {
		return nil, err
	}
	names := slices.Sorted(maps.Keys(missing))
	_, err = c.Connection.OperatorService().AddSearchAttributes(ctx, &operatorservice.AddSearchAttributesRequest{
		Namespace: c.Namespace, SearchAttributes: missing,
	})
	if forbidden(err) {
		return nil, fmt.Errorf("the Temporal cluster at %s does not let us add the search attributes %s: create them there with its own tools", c.Address, strings.Join(names, ", "))
	}
	var exists *serviceerror.AlreadyExists
	if errors.As(err, &exists) {
		return nil, nil
	}
	return names, c.sentence(err)
}

// unheardOf tells that one part of the cluster has not heard of a new namespace yet.
func unheardOf(err error) bool {
	var missing *serviceerror.NamespaceNotFound
	return errors.As(err, &missing)
}

// untilAnswered asks until the answer is good; when ctx ends it returns the last
// bad one.
func (c Cluster) untilAnswered(ctx context.Context, ask func(context.Context) error) error {
	for {
		attempt, cancel := context.WithTimeout(ctx, attemptTime)
		err := ask(attempt)
		cancel()
		if err == nil || wait(ctx) != nil {
			return err
		}
	}
}
