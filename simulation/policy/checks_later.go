package policy

// later are sentences about a face or a system that Curfew does not have yet, and
// which one that is.
func later() map[sentence]string {
	return map[sentence]string{
		{"PC-31-A", "A second look at the password is impossible."}:                                                        "no connector makes passwords",
		{"PC-31-C", "New logins are refused by the database from 12:05 on; a session opened before may last until 12:20."}: "no connector keeps logins and sessions in Postgres",
		{"PC-33-C", "The second callback at 09:50 is rejected and changes nothing."}:                                       "no connector waits for a callback",
		{"PC-38-A", "After 11:04 the message has no buttons."}:                                                             "no message in Slack has buttons",
		// The press is played as a decision, and is refused as one that comes too late.
		{"PC-38-D", "The replay at 11:14 is refused: signature older than 5 minutes."}: "no button in Slack signs a press",
	}
}
