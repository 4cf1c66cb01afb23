package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// used is what a process has of the machine; all zero where the system does not say.
type used struct {
	memory    int64         // resident bytes
	processor time.Duration // since it began
}

// use is what the product and its Temporal have.
func (h *house) use() (product, temporal used) {
	id := h.process.Process.Pid
	tasks, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", id)) // a child belongs to the thread that started it
	for _, task := range tasks {
		children, _ := os.ReadFile(task) // a thread may have ended
		for _, child := range strings.Fields(string(children)) {
			temporal = useOf(child)
		}
	}
	return useOf(fmt.Sprint(id)), temporal
}

// useOf reads proc(5).
func useOf(process string) (u used) {
	status, _ := os.ReadFile("/proc/" + process + "/status") // not there: not Linux, or ended
	for line := range strings.SplitSeq(string(status), "\n") {
		if rest, found := strings.CutPrefix(line, "VmRSS:"); found {
			_, _ = fmt.Sscan(rest, &u.memory)
		}
	}
	stat, _ := os.ReadFile("/proc/" + process + "/stat")
	_, after, _ := strings.Cut(string(stat), ") ") // the name may hold anything
	if fields := strings.Fields(after); len(fields) > 12 {
		var user, system int64
		_, _ = fmt.Sscan(fields[11], &user)
		_, _ = fmt.Sscan(fields[12], &system)
		u.processor = time.Duration(user+system) * time.Second / ticksASecond
	}
	u.memory <<= 10
	return u
}

// ticksASecond is what Linux counts a process's time in, as it tells it.
const ticksASecond = 100
