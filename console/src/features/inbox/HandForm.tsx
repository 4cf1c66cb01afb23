import { Button } from '@mantine/core';
import { useImperativeHandle, useRef, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Approval } from '../../api/shapes';
import classes from './ApprovalPanel.module.css';
import type { PanelKeys } from './ApprovalPanel';
import { CommentField } from './CommentField';
import { DecideTrouble } from './DecideTrouble';
import { useDecision } from './useDecision';

/** The word that something was done by hand. No key leads to it: whoever says it has done it. */
export function HandForm({ approval, ref }: { approval: Approval; ref: Ref<PanelKeys> }) {
  const { t } = useTranslation();
  const commentField = useRef<HTMLTextAreaElement>(null);
  const toComment = () => commentField.current?.focus();
  const { decide, pending, trouble, ...said } = useDecision(approval, toComment);
  useImperativeHandle(ref, () => ({ approve: toComment, deny: toComment }));
  return (
    <form onSubmit={(event) => event.preventDefault()} aria-label={t('decide.label')} className={classes.form}>
      <CommentField
        ref={commentField}
        approval={approval}
        label={t('decide.comment')}
        help={t('decide.handHelp')}
        {...said}
      />
      {trouble && <DecideTrouble error={trouble} />}
      <div className={classes.acts}>
        <Button loading={pending !== undefined} onClick={() => decide('done')}>
          {t('decide.byHand')}
        </Button>
      </div>
    </form>
  );
}
