import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDecide } from '../../api/approvals';
import { newId } from '../../api/newId';
import type { Approval, Decision } from '../../api/shapes';
import { announce } from '../../look/announcer';

type Verdict = Decision['verdict'];

/** One person's decision on one approval. The same decision sent twice is one decision. */
export function useDecision(approval: Approval, toComment: () => void) {
  const { t } = useTranslation();
  const [comment, setComment] = useState('');
  const [missing, setMissing] = useState(false);
  const send = useDecide(approval.id);
  const ids = useRef(new Map<string, string>());

  const decide = (verdict: Verdict) => {
    if (send.isPending) return;
    const text = comment.trim();
    if (verdict === 'deny' && !text) {
      setMissing(true);
      toComment();
      return;
    }
    const content = `${verdict} ${text}`;
    const id = ids.current.get(content) ?? newId();
    ids.current.set(content, id);
    send.mutate(
      { id, verdict, comment: text || undefined },
      { onSuccess: () => announce(t(`decide.done.${verdict}`, { person: approval.request.subject.name })) },
    );
  };

  return {
    comment,
    setComment: (text: string) => {
      setComment(text);
      setMissing(false);
    },
    missing,
    decide,
    pending: send.isPending ? send.variables.verdict : undefined,
    trouble: send.error,
  };
}
