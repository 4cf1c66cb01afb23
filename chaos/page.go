package main

func writePage(string, *results, *survey, []scenario, uint64) error { return nil }
