package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.temporal.io/api/serviceerror"
	persistencespb "go.temporal.io/server/api/persistence/v1"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/metrics"
	"go.temporal.io/server/common/persistence"
	"go.temporal.io/server/common/persistence/serialization"
	"go.temporal.io/server/common/persistence/sql"
	"go.temporal.io/server/common/resolver"
	sqliteschema "go.temporal.io/server/schema/sqlite"
	"google.golang.org/protobuf/types/known/durationpb"
)

// ensureNamespace makes the namespace exist with at least these search
// attributes and exactly this retention. It writes the stored record before the
// server starts: an attribute added through the API is unknown to the services'
// caches for some ten seconds, and a workflow that sets it meanwhile fails its
// task.
// A second call with the same arguments changes nothing.
func ensureNamespace(ctx context.Context, store *config.SQL, name string, retention time.Duration, wanted searchAttributes, logger log.Logger) error {
	factory := sql.NewFactory(*store, resolver.NewNoopResolver(), clusterName, logger, metrics.NoopMetricsHandler, serialization.NewSerializer())
	defer factory.Close()
	records, err := factory.NewMetadataStore()
	if err != nil {
		return fmt.Errorf("open the namespaces: %w", err)
	}
	namespaces := persistence.NewMetadataManagerImpl(records, serialization.NewSerializer(), logger, clusterName)

	existing, err := namespaces.GetNamespace(ctx, &persistence.GetNamespaceRequest{Name: name})
	var notFound *serviceerror.NamespaceNotFound
	switch {
	case errors.As(err, &notFound):
		return createNamespace(ctx, namespaces, name, retention, wanted)
	case err != nil:
		return fmt.Errorf("read namespace %s: %w", name, err)
	default:
		return updateNamespace(ctx, namespaces, existing, retention, wanted)
	}
}

func createNamespace(ctx context.Context, namespaces persistence.MetadataManager, name string, retention time.Duration, wanted searchAttributes) error {
	fresh, err := sqliteschema.NewNamespaceConfig(clusterName, name, false, nil)
	if err != nil {
		return fmt.Errorf("describe namespace %s: %w", name, err)
	}
	if _, err := adapt(fresh.Detail.Config, retention, wanted); err != nil {
		return err
	}
	if _, err := namespaces.CreateNamespace(ctx, &persistence.CreateNamespaceRequest{Namespace: fresh.Detail}); err != nil {
		return fmt.Errorf("create namespace %s: %w", name, err)
	}
	return nil
}

func updateNamespace(ctx context.Context, namespaces persistence.MetadataManager, existing *persistence.GetNamespaceResponse, retention time.Duration, wanted searchAttributes) error {
	name := existing.Namespace.Info.Name
	changed, err := adapt(existing.Namespace.Config, retention, wanted)
	if err != nil || !changed {
		return err
	}
	metadata, err := namespaces.GetMetadata(ctx)
	if err != nil {
		return fmt.Errorf("read the namespaces' version: %w", err)
	}
	existing.Namespace.ConfigVersion++
	if err := namespaces.UpdateNamespace(ctx, &persistence.UpdateNamespaceRequest{
		Namespace:           existing.Namespace,
		IsGlobalNamespace:   existing.IsGlobalNamespace,
		NotificationVersion: metadata.NotificationVersion,
	}); err != nil {
		return fmt.Errorf("update namespace %s: %w", name, err)
	}
	return nil
}

// adapt changes namespace to what is wanted and reports whether it had to.
func adapt(namespace *persistencespb.NamespaceConfig, retention time.Duration, wanted searchAttributes) (bool, error) {
	aliases, changed, err := wanted.assignColumns(namespace.CustomSearchAttributeAliases)
	if err != nil {
		return false, err
	}
	namespace.CustomSearchAttributeAliases = aliases
	if namespace.Retention.AsDuration() != retention {
		namespace.Retention = durationpb.New(retention)
		changed = true
	}
	return changed, nil
}
