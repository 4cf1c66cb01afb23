package oktasim

// Logins of the people of Brightwater. UserID turns one into its id.
const (
	LoginMargotHale    = "margot.hale@brightwater.example"
	LoginPriyaRaman    = "priya.raman@brightwater.example"
	LoginTomasBerg     = "tomas.berg@brightwater.example"
	LoginAdaLindqvist  = "ada.lindqvist@brightwater.example"
	LoginKenjiMori     = "kenji.mori@brightwater.example"
	LoginLuciaFerreira = "lucia.ferreira@brightwater.example"
	LoginNoahAdeyemi   = "noah.adeyemi@brightwater.example"
	LoginFreyaOlsen    = "freya.olsen@brightwater.example"
	LoginRaviMenon     = "ravi.menon@brightwater.example"
	LoginElenaPetrova  = "elena.petrova@brightwater.example"
	LoginMarcusWebb    = "marcus.webb@brightwater.example"
	LoginInesMoreau    = "ines.moreau@brightwater.example"
	LoginYusufDemir    = "yusuf.demir@brightwater.example"
	LoginJonasKeller   = "jonas.keller@brightwater.example"
	LoginHannahFischer = "hannah.fischer@brightwater.example"
	LoginDiegoSantos   = "diego.santos@brightwater.example"
	LoginOliviaGrant   = "olivia.grant@brightwater.example"
	LoginChloeDubois   = "chloe.dubois@brightwater.example"
	LoginWalterNystrom = "walter.nystrom@brightwater.example"
	LoginAishaKhan     = "aisha.khan@brightwater.example"
	LoginPeterNovak    = "peter.novak@brightwater.example"
	LoginGraceLin      = "grace.lin@brightwater.example"
	LoginSofiaMarin    = "sofia.marin@brightwater.example"
	LoginBenCarter     = "ben.carter@brightwater.example"
	LoginMeiTanaka     = "mei.tanaka@brightwater.example"
	LoginLiamObrien    = "liam.obrien@brightwater.example"
)

// Groups of Brightwater: those of the departments are filled by a rule each.
const (
	GroupEveryone        = "00gEveryone000000001" // Everyone
	GroupEngineering     = "00gEngineering000001" // dept-engineering
	GroupProduct         = "00gProduct0000000001" // dept-product
	GroupSales           = "00gSales000000000001" // dept-sales
	GroupFinance         = "00gFinance0000000001" // dept-finance
	GroupIT              = "00gIT000000000000001" // dept-it
	GroupJiraUsers       = "00gJiraUsers00000001" // app-jira-users
	GroupGitHubMembers   = "00gGitHubMembers0001" // app-github-members
	GroupAWSProdAdmin    = "00gAWSProdAdmin00001" // aws-prod-admin
	GroupCurfewAdmins    = "00gCurfewAdmins00001" // curfew-admins
	GroupDemoLounge      = "00gDemoLounge0000001" // demo-lounge
	GroupPayrollViewers  = "00gPayrollViewers001" // payroll-viewers
	GroupSalesOps        = "00gSalesOps000000001" // sales-ops
	GroupSalesforceQueue = "00gSalesforceQueue01" // Salesforce EMEA queue
)

// Rules of Brightwater.
const (
	RuleEngineering = "0prEngineering000001"
	RuleProduct     = "0prProduct0000000001"
	RuleSales       = "0prSales000000000001"
	RuleFinance     = "0prFinance0000000001"
	RuleIT          = "0prIT000000000000001"
)

// Applications of Brightwater.
const (
	AppJira       = "0oaJira0000000000001"
	AppSalesforce = "0oaSalesforce0000001"
	AppGitHub     = "0oaGitHub00000000001"
	AppAWS        = "0oaAWS00000000000001"
	AppPayroll    = "0oaPayroll0000000001"
)

// Attributes of a Salesforce assignment, and the values of a licence from the lowest.
const (
	AttributeLicense = "licenseType"
	AttributeRole    = "role"

	LicenseBasic      = "Basic"
	LicensePro        = "Pro"
	LicenseEnterprise = "Enterprise"
)
