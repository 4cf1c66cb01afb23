package main

import (
	"net"
	"strconv"

	"go.temporal.io/server/common/authorization"
	"go.temporal.io/server/common/cluster"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/membership/static"
	"go.temporal.io/server/common/primitives"
	"go.temporal.io/server/temporal"
)

// clusterName and historyShards are recorded in the database when it is created
// and cannot change afterwards. More shards would only queue for the one
// connection.
const (
	clusterName   = "active"
	historyShards = 1
)

// newServer assembles the four services on one store. The system worker among
// them runs schedules and batch jobs; without either it sleeps.
func newServer(o options, ports servicePorts, store *config.SQL, logger log.Logger) (temporal.Server, error) {
	addresses := map[primitives.ServiceName]int{
		primitives.FrontendService: o.Port,
		primitives.HistoryService:  ports.history,
		primitives.MatchingService: ports.matching,
		primitives.WorkerService:   ports.worker,
	}
	services := map[string]config.Service{}
	hosts := map[primitives.ServiceName]static.Hosts{}
	for name, port := range addresses {
		services[string(name)] = config.Service{RPC: config.RPC{GRPCPort: port, BindOnIP: o.IP}}
		hosts[name] = static.SingleLocalHost(net.JoinHostPort(o.IP, strconv.Itoa(port)))
	}

	const storeName = "sqlite"
	cfg := &config.Config{
		Persistence: config.Persistence{
			DefaultStore:     storeName,
			VisibilityStore:  storeName,
			NumHistoryShards: historyShards,
			DataStores:       map[string]config.DataStore{storeName: {SQL: store}},
		},
		ClusterMetadata: &cluster.Config{
			FailoverVersionIncrement: 10,
			MasterClusterName:        clusterName,
			CurrentClusterName:       clusterName,
			ClusterInformation: map[string]cluster.ClusterInformation{clusterName: {
				Enabled:                true,
				InitialFailoverVersion: 1,
				RPCAddress:             o.frontend(),
			}},
		},
		DCRedirectionPolicy: config.DCRedirectionPolicy{Policy: "noop"},
		Services:            services,
		Archival: config.Archival{
			History:    config.HistoryArchival{State: config.ArchivalDisabled},
			Visibility: config.VisibilityArchival{State: config.ArchivalDisabled},
		},
		NamespaceDefaults: config.NamespaceDefaults{Archival: config.ArchivalNamespaceDefaults{
			History:    config.HistoryArchivalNamespaceDefaults{State: config.ArchivalDisabled},
			Visibility: config.VisibilityArchivalNamespaceDefaults{State: config.ArchivalDisabled},
		}},
		PublicClient: config.PublicClient{HostPort: o.frontend()},
	}
	return temporal.NewServer(
		temporal.WithConfig(cfg),
		temporal.ForServices(temporal.DefaultServices),
		// One process needs no gossip to find its services.
		temporal.WithStaticHosts(hosts),
		temporal.WithDynamicConfigClient(dynamicConfig()),
		temporal.WithAuthorizer(authorization.NewNoopAuthorizer()),
		temporal.WithClaimMapper(func(*config.Config) authorization.ClaimMapper {
			return authorization.NewNoopClaimMapper()
		}),
		temporal.WithLogger(logger),
	)
}
