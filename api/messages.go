package api

import (
	"context"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
)

func (o *operations) ListMessages(ctx context.Context, in gen.ListMessagesRequestObject) (gen.ListMessagesResponseObject, error) {
	page := access.Page{Cursor: in.Params.Cursor, Limit: in.Params.Limit}
	list, unread, err := o.records.Messages(ctx, callOf(ctx).me.ID, page)
	if err != nil {
		return nil, err
	}
	answer := gen.ListMessages200JSONResponse{Items: []gen.Message{}, Unread: unread, Next: list.Next}
	for _, message := range list.Items {
		answer.Items = append(answer.Items, gen.Message{
			ID: message.ID, RequestID: message.RequestID, About: message.About, Text: message.Text,
			At: utc(message.At), Read: !message.ReadAt.IsZero(),
		})
	}
	return answer, nil
}

func (o *operations) ReadMessages(ctx context.Context, _ gen.ReadMessagesRequestObject) (gen.ReadMessagesResponseObject, error) {
	return gen.ReadMessages204Response{}, o.records.ReadMessages(ctx, callOf(ctx).me.ID, o.clock().UTC())
}
