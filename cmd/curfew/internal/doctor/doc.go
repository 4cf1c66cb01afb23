// Package doctor looks at every connection that is configured and says what is
// wrong and how to mend it. It changes nothing, and what it says holds no secret.
package doctor
