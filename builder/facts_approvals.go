package builder

import (
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"
)

// approvalMap is the approvals by the id of their step. It has every id: of a step
// that is not there nobody was asked.
type approvalMap struct{ traits.Mapper }

func approvalValues(approvals map[string]ApprovalFact) approvalMap {
	asked := make(map[string]any, len(approvals))
	for id, approval := range approvals {
		asked[id] = approvalValue(approval)
	}
	return approvalMap{types.NewStringInterfaceMap(types.DefaultTypeAdapter, asked)}
}

func approvalValue(approval ApprovalFact) map[string]any {
	by := approval.By
	if by == nil {
		by = []string{}
	}
	return map[string]any{"state": approval.State, "by": by}
}

var notAsked = types.NewStringInterfaceMap(types.DefaultTypeAdapter, approvalValue(ApprovalFact{State: ApprovalNotAsked}))

// Find is the approval of that id.
func (m approvalMap) Find(id ref.Val) (ref.Val, bool) {
	if _, isText := id.(types.String); !isText {
		return types.NewErr("an approval is named by a text"), false
	}
	if found, there := m.Mapper.Find(id); there {
		return found, true
	}
	return notAsked, true
}

// Get is Find.
func (m approvalMap) Get(id ref.Val) ref.Val {
	found, _ := m.Find(id)
	return found
}

// Contains says that every id is there.
func (m approvalMap) Contains(ref.Val) ref.Val { return types.True }
