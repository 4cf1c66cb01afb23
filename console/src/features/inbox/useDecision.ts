import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDecide } from '../../api/approvals';
import { newId } from '../../api/newId';
import type { Approval, Decision, NewDecision } from '../../api/shapes';
import { announce } from '../../look/announcer';

type Verdict = Decision['verdict'];
type Said = Omit<NewDecision, 'id' | 'verdict' | 'comment'>;

/** One person's decision on one approval. The same decision sent twice is one decision. */
export function useDecision(approval: Approval, toComment: () => void) {
  const { t } = useTranslation();
  const [comment, setComment] = useState('');
  const [missing, setMissing] = useState<Verdict>();
  const send = useDecide(approval.id);
  const ids = useRef(new Map<string, string>());

  const decide = (verdict: Verdict, said: Said = {}) => {
    if (send.isPending) return;
    const text = comment.trim();
    if (!text && (verdict === 'deny' || (approval.terms.comment === 'required' && verdict !== 'answer'))) {
      setMissing(verdict);
      toComment();
      return;
    }
    const content = JSON.stringify([verdict, text, said]);
    const id = ids.current.get(content) ?? newId();
    ids.current.set(content, id);
    send.mutate(
      { ...said, id, verdict, comment: text || undefined },
      { onSuccess: () => announce(t(`decide.done.${verdict}`, { person: approval.request.subject.name })) },
    );
  };

  return {
    comment,
    setComment: (text: string) => {
      setComment(text);
      setMissing(undefined);
    },
    /** What cannot be decided without a comment. */
    missing,
    decide,
    pending: send.isPending ? send.variables.verdict : undefined,
    trouble: send.error,
  };
}
