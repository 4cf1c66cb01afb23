package oktasim

import "strings"

// staff is everybody at Brightwater, managers before those they manage.
func staff() []SeedUser {
	return []SeedUser{
		person(LoginMargotHale, "Margot Hale", "Chief Executive Officer", "Executive", "Employee", "Europe/London", "", ""),
		person(LoginPriyaRaman, "Priya Raman", "VP Engineering", "Engineering", "Employee", "America/Los_Angeles", LoginMargotHale, "Margot Hale"),
		person(LoginTomasBerg, "Tomas Berg", "Engineering Manager", "Engineering", "Employee", "Europe/Berlin", LoginPriyaRaman, "Priya Raman"),
		person(LoginAdaLindqvist, "Ada Lindqvist", "Senior Software Engineer", "Engineering", "Employee", "Europe/Stockholm", LoginTomasBerg, "Tomas Berg"),
		person(LoginKenjiMori, "Kenji Mori", "Staff Engineer", "Engineering", "Employee", "Asia/Tokyo", LoginTomasBerg, "Tomas Berg"),
		person(LoginLuciaFerreira, "Lucia Ferreira", "Software Engineer", "Engineering", "Employee", "Europe/Lisbon", LoginTomasBerg, "Tomas Berg"),
		person(LoginNoahAdeyemi, "Noah Adeyemi", "Site Reliability Engineer", "Engineering", "Employee", "Africa/Lagos", LoginPriyaRaman, "Priya Raman"),
		person(LoginFreyaOlsen, "Freya Olsen", "Software Engineer", "Engineering", "Employee", "Europe/Oslo", LoginTomasBerg, "Tomas Berg"),
		person(LoginRaviMenon, "Ravi Menon", "Backend Engineer (contract)", "Engineering", "Contractor", "Asia/Kolkata", LoginTomasBerg, "Tomas Berg"),
		person(LoginElenaPetrova, "Elena Petrova", "Head of Product", "Product", "Employee", "Europe/Sofia", LoginMargotHale, "Margot Hale"),
		person(LoginMarcusWebb, "Marcus Webb", "Product Manager", "Product", "Employee", "America/New_York", LoginElenaPetrova, "Elena Petrova"),
		person(LoginInesMoreau, "Ines Moreau", "Product Designer", "Product", "Employee", "Europe/Paris", LoginElenaPetrova, "Elena Petrova"),
		person(LoginYusufDemir, "Yusuf Demir", "User Researcher (contract)", "Product", "Contractor", "Europe/Istanbul", LoginElenaPetrova, "Elena Petrova"),
		person(LoginJonasKeller, "Jonas Keller", "Head of Sales", "Sales", "Employee", "Europe/Zurich", LoginMargotHale, "Margot Hale"),
		person(LoginHannahFischer, "Hannah Fischer", "Account Executive", "Sales", "Employee", "Europe/Berlin", LoginJonasKeller, "Jonas Keller"),
		person(LoginDiegoSantos, "Diego Santos", "Account Executive", "Sales", "Employee", "America/Sao_Paulo", LoginJonasKeller, "Jonas Keller"),
		person(LoginOliviaGrant, "Olivia Grant", "Sales Operations Analyst", "Sales", "Employee", "Europe/London", LoginJonasKeller, "Jonas Keller"),
		person(LoginChloeDubois, "Chloe Dubois", "Sales Development (contract)", "Sales", "Contractor", "Europe/Paris", LoginJonasKeller, "Jonas Keller"),
		person(LoginWalterNystrom, "Walter Nystrom", "Chief Financial Officer", "Finance", "Employee", "Europe/Stockholm", LoginMargotHale, "Margot Hale"),
		person(LoginAishaKhan, "Aisha Khan", "Financial Controller", "Finance", "Employee", "Europe/London", LoginWalterNystrom, "Walter Nystrom"),
		person(LoginPeterNovak, "Peter Novak", "Payroll Specialist", "Finance", "Employee", "Europe/Prague", LoginAishaKhan, "Aisha Khan"),
		person(LoginGraceLin, "Grace Lin", "Accountant", "Finance", "Employee", "Asia/Singapore", LoginAishaKhan, "Aisha Khan"),
		person(LoginSofiaMarin, "Sofia Marin", "Head of IT", "IT", "Employee", "Europe/Madrid", LoginMargotHale, "Margot Hale"),
		person(LoginBenCarter, "Ben Carter", "IT Administrator", "IT", "Employee", "America/Chicago", LoginSofiaMarin, "Sofia Marin"),
		person(LoginMeiTanaka, "Mei Tanaka", "Security Engineer", "IT", "Employee", "Asia/Tokyo", LoginSofiaMarin, "Sofia Marin"),
		person(LoginLiamObrien, "Liam O'Brien", "Service Desk (contract)", "IT", "Contractor", "Europe/Dublin", LoginSofiaMarin, "Sofia Marin"),
	}
}

func person(login, name, title, department, employment, zone, managerLogin, managerName string) SeedUser {
	first, last, _ := strings.Cut(name, " ")
	profile := map[string]any{
		"login": login, "email": login, "firstName": first, "lastName": last, "displayName": name,
		"title": title, "department": department, "userType": employment, "timezone": zone,
	}
	if managerLogin != "" {
		profile["managerId"], profile["manager"] = managerLogin, managerName
	}
	return SeedUser{Profile: profile}
}
