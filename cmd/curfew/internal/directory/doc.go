// Package directory copies the people of a connector's directory into the record,
// once and then again every few minutes.
package directory
