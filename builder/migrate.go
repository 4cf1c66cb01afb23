package builder

import "slices"

// migrations turn a document of a version into one of the next, before it is read:
// what a version calls something is known here and nowhere else.
var migrations = map[int64]func(value) value{1: fromVersion1}

// migrated is a document of an earlier version as one of this version. What is no
// document of an earlier version is left as it is.
func migrated(root value) value {
	for {
		version, _ := root.member("version").scalar.(int64)
		migrate, earlier := migrations[version]
		if !earlier {
			return root
		}
		root = migrate(root).with("version", func(v value) value {
			v.scalar = version + 1
			return v
		})
	}
}

// fromVersion1: a request's windows were true or false, and meant one time from and
// until.
func fromVersion1(root value) value {
	return root.with("nodes", func(nodes value) value {
		return nodes.items(func(node value) value {
			if node.member("kind").scalar != string(KindRequest) {
				return node
			}
			return node.with("config", func(config value) value {
				return config.with("windows", windowsOfVersion1)
			})
		})
	})
}

func windowsOfVersion1(v value) value {
	yes, is := v.scalar.(bool)
	switch {
	case !is:
		return v
	case !yes: // as if it was not written
		return value{kind: isNothing, line: v.line, column: v.column}
	default:
		absolute := value{kind: isYesNo, scalar: true, line: v.line, column: v.column}
		return value{kind: isObject, members: []member{{"absolute", absolute}}, line: v.line, column: v.column}
	}
}

// member is the first member of that name, or nothing.
func (v value) member(name string) value {
	at := slices.IndexFunc(v.members, func(m member) bool { return m.name == name })
	if at < 0 {
		return value{kind: isNothing}
	}
	return v.members[at].value
}

// with is the object with every member of that name changed.
func (v value) with(name string, change func(value) value) value {
	members := slices.Clone(v.members)
	for i, m := range members {
		if m.name == name {
			members[i].value = change(m.value)
		}
	}
	v.members = members
	return v
}

// items is the list with every item changed.
func (v value) items(change func(value) value) value {
	list := make([]value, 0, len(v.list))
	for _, item := range v.list {
		list = append(list, change(item))
	}
	v.list = list
	return v
}
