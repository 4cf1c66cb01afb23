import { Button, Textarea } from '@mantine/core';
import { useImperativeHandle, useRef, type KeyboardEvent, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Approval } from '../../api/shapes';
import { Trouble } from '../../look/Trouble';
import classes from './ApprovalPanel.module.css';
import type { PanelKeys } from './ApprovalPanel';
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
  const toComment = () => commentField.current?.focus();
  const { comment, setComment, missing, decide, pending, trouble } = useDecision(approval, toComment);

  useImperativeHandle(ref, () => ({
    approve: () => approveButton.current?.focus(),
    deny: toComment,
  }));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) decide('deny');
    if (event.key === 'Escape') commentField.current?.blur();
  };

  return (
    <form onSubmit={(event) => event.preventDefault()} aria-label={t('decide.label')}>
      <Textarea
        ref={commentField}
        size="sm"
        label={t('decide.comment')}
        description={t('decide.commentHelp')}
        autosize
        minRows={2}
        maxLength={2000}
        value={comment}
        error={missing ? t('decide.commentMissing') : undefined}
        onChange={(event) => setComment(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {trouble && <Trouble thing={t('decide.trouble')} error={trouble} />}
      <div className={classes.acts}>
        <Button
          ref={approveButton}
          loading={pending === 'approve'}
          disabled={pending === 'deny'}
          onClick={() => decide('approve')}
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
