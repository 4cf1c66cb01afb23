package oktasim

// Company is Brightwater, a company of some twenty-five people in five
// departments. Everything in it has the same id in every run.
func Company() Seed {
	return Seed{Users: staff(), Groups: teams(), Rules: departments(), Apps: catalog()}
}

func teams() []SeedGroup {
	return []SeedGroup{
		{ID: GroupEveryone, Name: "Everyone", Description: "All users in your organization", Type: builtIn},
		{ID: GroupEngineering, Name: "dept-engineering", Description: "Everyone in Engineering; filled by a rule"},
		{ID: GroupProduct, Name: "dept-product", Description: "Everyone in Product; filled by a rule"},
		{ID: GroupSales, Name: "dept-sales", Description: "Everyone in Sales; filled by a rule"},
		{ID: GroupFinance, Name: "dept-finance", Description: "Everyone in Finance; filled by a rule"},
		{ID: GroupIT, Name: "dept-it", Description: "Everyone in IT; filled by a rule"},
		{ID: GroupJiraUsers, Name: "app-jira-users", Description: "Jira users", Members: []string{LoginPriyaRaman, LoginTomasBerg, LoginKenjiMori, LoginLuciaFerreira}},
		{ID: GroupGitHubMembers, Name: "app-github-members", Description: "GitHub members", Members: []string{LoginPriyaRaman, LoginTomasBerg, LoginAdaLindqvist, LoginKenjiMori, LoginLuciaFerreira, LoginNoahAdeyemi, LoginFreyaOlsen}},
		{ID: GroupAWSProdAdmin, Name: "aws-prod-admin", Description: "AWS production administrators", Members: []string{LoginNoahAdeyemi}},
		{ID: GroupCurfewAdmins, Name: "curfew-admins", Description: "Administrators of Curfew", Members: []string{LoginSofiaMarin, LoginBenCarter}},
		{ID: GroupDemoLounge, Name: "demo-lounge", Description: "A room to try things out in: nothing hangs on it"},
		{ID: GroupPayrollViewers, Name: "payroll-viewers", Description: "May see payroll", Members: []string{LoginWalterNystrom, LoginPeterNovak}},
		{ID: GroupSalesOps, Name: "sales-ops", Description: "Sales operations; grants Salesforce", Members: []string{LoginOliviaGrant}},
		{ID: GroupSalesforceQueue, Name: "Salesforce EMEA queue", Description: "Imported from Salesforce", Type: appGroup, Members: []string{LoginHannahFischer, LoginDiegoSantos}},
	}
}

func departments() []SeedRule {
	fill := func(id, department, group string) SeedRule {
		return SeedRule{ID: id, Name: "Department " + department, Expression: `user.department=="` + department + `"`, GroupIDs: []string{group}}
	}
	return []SeedRule{
		fill(RuleEngineering, "Engineering", GroupEngineering),
		fill(RuleProduct, "Product", GroupProduct),
		fill(RuleSales, "Sales", GroupSales),
		fill(RuleFinance, "Finance", GroupFinance),
		fill(RuleIT, "IT", GroupIT),
	}
}

// catalog is the applications. In Salesforce, Sales people hold licences of their
// own, and Sales Operations holds one through a group.
func catalog() []SeedApp {
	granted := func(group string) map[string]map[string]any { return map[string]map[string]any{group: nil} }
	license := func(tier, role string) map[string]any {
		return map[string]any{AttributeLicense: tier, AttributeRole: role}
	}
	identity := []Attribute{{Name: "email", From: "email"}, {Name: "firstName", From: "firstName"}, {Name: "lastName", From: "lastName"}}
	salesforce := append([]Attribute{
		{Name: AttributeLicense, OneOf: []string{LicenseBasic, LicensePro, LicenseEnterprise}}, {Name: AttributeRole},
	}, identity...)
	return []SeedApp{
		{ID: AppJira, Name: "jira_onprem", Label: "Jira", SignOnMode: "SAML_2_0", Attributes: identity, Groups: granted(GroupJiraUsers)},
		{
			ID: AppSalesforce, Name: "salesforce", Label: "Salesforce", SignOnMode: "SAML_2_0", Attributes: salesforce,
			Users: map[string]map[string]any{
				LoginJonasKeller:   license(LicensePro, "Sales Manager"),
				LoginHannahFischer: license(LicenseBasic, "Sales Rep"),
				LoginDiegoSantos:   license(LicenseBasic, "Sales Rep"),
				LoginChloeDubois:   license(LicenseBasic, "Sales Rep"),
			},
			Groups: map[string]map[string]any{GroupSalesOps: license(LicenseBasic, "Sales Operations")},
		},
		{ID: AppGitHub, Name: "githubcloud", Label: "GitHub", SignOnMode: "SAML_2_0", Attributes: identity, Groups: granted(GroupGitHubMembers)},
		{ID: AppAWS, Name: "amazon_aws_sso", Label: "AWS", SignOnMode: "SAML_2_0", Attributes: identity, Groups: granted(GroupAWSProdAdmin)},
		{ID: AppPayroll, Name: "brightwater_payroll", Label: "Payroll", SignOnMode: "OPENID_CONNECT", Attributes: identity, Groups: granted(GroupPayrollViewers)},
	}
}
