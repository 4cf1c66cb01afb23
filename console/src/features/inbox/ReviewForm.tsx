import { Button } from '@mantine/core';
import { useImperativeHandle, useRef, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Approval } from '../../api/shapes';
import classes from './ApprovalPanel.module.css';
import type { PanelKeys } from './ApprovalPanel';
import { CommentField } from './CommentField';
import { DecideTrouble } from './DecideTrouble';
import { useDecision } from './useDecision';

/** What became of access that nobody approved before. */
export function ReviewForm({ approval, ref }: { approval: Approval; ref: Ref<PanelKeys> }) {
  const { t } = useTranslation();
  const commentField = useRef<HTMLTextAreaElement>(null);
  const toComment = () => commentField.current?.focus();
  const { decide, pending, trouble, ...said } = useDecision(approval, toComment);
  useImperativeHandle(ref, () => ({ approve: toComment, deny: toComment }));
  return (
    <form onSubmit={(event) => event.preventDefault()} aria-label={t('decide.label')} className={classes.form}>
      <CommentField ref={commentField} approval={approval} label={t('decide.reviewComment')} help={t('decide.commentHelp')} {...said} />
      {trouble && <DecideTrouble error={trouble} />}
      <div className={classes.acts}>
        {(['justified', 'unjustified'] as const).map((verdict) => (
          <Button
            key={verdict}
            variant={verdict === 'justified' ? 'filled' : 'default'}
            loading={pending === verdict}
            disabled={pending !== undefined && pending !== verdict}
            onClick={() => decide(verdict)}
          >
            {t(`decide.${verdict}`)}
          </Button>
        ))}
      </div>
    </form>
  );
}
