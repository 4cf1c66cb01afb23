import { Textarea } from '@mantine/core';
import type { KeyboardEvent, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Approval } from '../../api/shapes';
import type { useDecision } from './useDecision';

interface Props extends Pick<ReturnType<typeof useDecision>, 'comment' | 'setComment' | 'missing'> {
  approval: Approval;
  label: string;
  /** What is said of a comment that may be left out. */
  help: string;
  ref: Ref<HTMLTextAreaElement>;
  onKeyDown?: (event: KeyboardEvent) => void;
}

/** What is said with a decision, marked where it has to be. */
export function CommentField({ approval, label, help, comment, setComment, missing, ref, onKeyDown }: Props) {
  const { t } = useTranslation();
  const required = approval.terms.comment === 'required';
  return (
    <Textarea
      ref={ref}
      size="sm"
      label={label}
      description={required ? t('decide.commentHelpRequired') : help}
      required={required}
      autosize
      minRows={2}
      maxLength={2000}
      value={comment}
      error={missing && t(missing === 'deny' ? 'decide.commentMissing' : 'decide.commentMissingHere')}
      onChange={(event) => setComment(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}
