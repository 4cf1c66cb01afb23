import { Button } from '@mantine/core';
import { useImperativeHandle, useRef, useState, type KeyboardEvent, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Approval } from '../../api/shapes';
import { fromLocalInput } from '../../time/localInput';
import classes from './ApprovalPanel.module.css';
import type { PanelKeys } from './ApprovalPanel';
import { CommentField } from './CommentField';
import { DecideTrouble } from './DecideTrouble';
import { GiveLess, type Less } from './GiveLess';
import { useDecision } from './useDecision';

interface Props {
  approval: Approval;
  ref: Ref<PanelKeys>;
}

/**
 * Approve or deny, with a comment that a denial needs. A single key never decides:
 * "a" goes to the button and Enter presses it, "d" goes to the comment.
 */
export function DecideForm({ approval, ref }: Props) {
  const { t } = useTranslation();
  const approveButton = useRef<HTMLButtonElement>(null);
  const commentField = useRef<HTMLTextAreaElement>(null);
  const [less, setLess] = useState<Less>({ start: '' });
  const toComment = () => commentField.current?.focus();
  const { decide, pending, trouble, ...said } = useDecision(approval, toComment);

  useImperativeHandle(ref, () => ({
    approve: () => approveButton.current?.focus(),
    deny: toComment,
  }));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) decide('deny');
    if (event.key === 'Escape') commentField.current?.blur();
  };

  return (
    <form onSubmit={(event) => event.preventDefault()} aria-label={t('decide.label')} className={classes.form}>
      {approval.kind === 'approval' && <GiveLess approval={approval} less={less} onLess={setLess} />}
      <CommentField
        ref={commentField}
        approval={approval}
        label={t('decide.comment')}
        help={t('decide.commentHelp')}
        onKeyDown={onKeyDown}
        {...said}
      />
      {trouble && <DecideTrouble error={trouble} />}
      <div className={classes.acts}>
        <Button
          ref={approveButton}
          loading={pending === 'approve'}
          disabled={pending === 'deny'}
          onClick={() => decide('approve', { duration_seconds: less.seconds, start: fromLocalInput(less.start) })}
          aria-keyshortcuts="a"
        >
          {t('decide.approve')}
          <kbd className={classes.key} aria-hidden="true">
            A
          </kbd>
        </Button>
        <Button
          variant="default"
          loading={pending === 'deny'}
          disabled={pending === 'approve'}
          onClick={() => decide('deny')}
          aria-keyshortcuts="d"
        >
          {t('decide.deny')}
          <kbd className={classes.key} aria-hidden="true">
            D
          </kbd>
        </Button>
      </div>
    </form>
  );
}
