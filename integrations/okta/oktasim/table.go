package oktasim

// table lists the operations, more particular paths before general ones. Paths
// and names are those of Okta's description of its Management API.
func table() []route {
	return []route{
		{"GET", "/api/v1/users", classUsers, listUsers},
		{"POST", "/api/v1/users", classUsers, createUser},
		{"GET", "/api/v1/users/{id}", classUser, getUser},
		{"POST", "/api/v1/users/{id}", classUser, updateUser},
		{"DELETE", "/api/v1/users/{id}", classUser, deleteUser},
		{"GET", "/api/v1/users/{id}/groups", classUser, listUserGroups},
		{"POST", "/api/v1/users/{id}/lifecycle/activate", classUser, activateUser},
		{"POST", "/api/v1/users/{id}/lifecycle/deactivate", classUser, deactivateUser},
		{"POST", "/api/v1/users/{id}/lifecycle/suspend", classUser, suspendUser},
		{"DELETE", "/api/v1/users/{userId}/sessions", classUser, revokeSessions},

		{"GET", "/api/v1/groups/rules", classRules, listRules},
		{"POST", "/api/v1/groups/rules", classRules, createRule},
		{"GET", "/api/v1/groups/rules/{groupRuleId}", classRules, getRule},
		{"DELETE", "/api/v1/groups/rules/{groupRuleId}", classRules, deleteRule},
		{"POST", "/api/v1/groups/rules/{groupRuleId}/lifecycle/activate", classRules, activateRule},
		{"POST", "/api/v1/groups/rules/{groupRuleId}/lifecycle/deactivate", classRules, deactivateRule},

		{"GET", "/api/v1/groups", classGroups, listGroups},
		{"POST", "/api/v1/groups", classGroups, createGroup},
		{"GET", "/api/v1/groups/{groupId}", classGroup, getGroup},
		{"PUT", "/api/v1/groups/{groupId}", classGroup, replaceGroup},
		{"DELETE", "/api/v1/groups/{groupId}", classGroup, deleteGroup},
		{"GET", "/api/v1/groups/{groupId}/users", classGroup, listGroupUsers},
		{"PUT", "/api/v1/groups/{groupId}/users/{userId}", classGroup, addMember},
		{"DELETE", "/api/v1/groups/{groupId}/users/{userId}", classGroup, removeMember},

		{"GET", "/api/v1/apps", classApps, listApps},
		{"GET", "/api/v1/apps/{appId}", classApp, getApp},
		{"GET", "/api/v1/apps/{appId}/users", classApp, listAppUsers},
		{"POST", "/api/v1/apps/{appId}/users", classApp, assignUser},
		{"GET", "/api/v1/apps/{appId}/users/{userId}", classApp, getAppUser},
		{"POST", "/api/v1/apps/{appId}/users/{userId}", classApp, updateAppUser},
		{"DELETE", "/api/v1/apps/{appId}/users/{userId}", classApp, unassignUser},
		{"GET", "/api/v1/apps/{appId}/groups/{groupId}", classApp, getAppGroup},
		{"PUT", "/api/v1/apps/{appId}/groups/{groupId}", classApp, assignGroup},
		{"DELETE", "/api/v1/apps/{appId}/groups/{groupId}", classApp, unassignGroup},

		{"GET", "/api/v1/logs", classLogs, listLog},
	}
}
