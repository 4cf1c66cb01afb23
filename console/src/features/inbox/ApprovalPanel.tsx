import { Link } from '@tanstack/react-router';
import { useImperativeHandle, useRef, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Approval } from '../../api/shapes';
import { Panel } from '../../look/Panel';
import { Pill } from '../../look/Pill';
import { approvalTone } from '../../look/tone';
import { UsesNote } from '../../look/UsesNote';
import { approvalWord } from '../../look/approvalWord';
import { askedFor } from '../../look/askedFor';
import { ApprovalFacts } from './ApprovalFacts';
import classes from './ApprovalPanel.module.css';
import { AnswersForm } from './AnswersForm';
import { DecideForm } from './DecideForm';
import { HandForm } from './HandForm';
import { Holds } from './Holds';
import { Instead } from './Instead';
import { ReviewForm } from './ReviewForm';
import { Said } from './Said';
import { Who } from './Who';

/** What the keyboard can do with the approval that is shown. */
export interface PanelKeys {
  approve: () => void;
  deny: () => void;
}

interface Props {
  approval: Approval;
  ref: Ref<PanelKeys>;
}

const FORMS = { approval: DecideForm, extension: DecideForm, answers: AnswersForm, review: ReviewForm, by_hand: HandForm };

/** Everything needed to decide, on one screen, and the decision. */
export function ApprovalPanel({ approval, ref }: Props) {
  const { t } = useTranslation();
  const keys = useRef<PanelKeys>(null);
  useImperativeHandle(ref, () => ({
    approve: () => keys.current?.approve(),
    deny: () => keys.current?.deny(),
  }));
  const { request } = approval;
  const entitlement = approval.entitlement ?? request.entitlement;
  const Form = FORMS[approval.kind];
  return (
    <Panel role="region" aria-label={t('inbox.panel', { person: request.subject.name })}>
      <div className={classes.part}>
        <div className={classes.head}>
          <h2>
            {entitlement.app_title} / {entitlement.title}
          </h2>
          <Pill tone={approvalTone[approval.state]}>{approvalWord(approval)}</Pill>
        </div>
        {approval.kind !== 'approval' && <p className={classes.text}>{askedFor(approval)}</p>}
        {entitlement.description && <p className={classes.text}>{entitlement.description}</p>}
        <Instead approvers={approval.approvers} />
      </div>
      {approval.terms.task && (
        <div className={classes.part}>
          <h3>{t('inbox.task')}</h3>
          <p className={classes.task}>{approval.terms.task}</p>
        </div>
      )}
      <div className={classes.part}>
        <Who request={request} />
        {approval.uses_before && <UsesNote uses={approval.uses_before} />}
        {request.reason && <blockquote className={classes.reason}>{request.reason}</blockquote>}
      </div>
      <div className={classes.part}>
        <ApprovalFacts approval={approval} />
      </div>
      <div className={classes.part}>
        <h3>{t('inbox.holds', { person: request.subject.name })}</h3>
        <Holds holds={approval.holds ?? []} />
      </div>
      {approval.decisions.length > 0 && (
        <div className={classes.part}>
          <h3>{t('inbox.decided')}</h3>
          <Said decisions={approval.decisions} />
        </div>
      )}
      <div className={classes.part}>
        <Link to="/requests/$id" params={{ id: request.id }} className="link">
          {t('inbox.openRequest')}
        </Link>
      </div>
      {approval.may_decide && (
        <div className={`${classes.part} ${approval.kind === 'answers' ? '' : classes.decide}`}>
          <Form ref={keys} approval={approval} />
        </div>
      )}
    </Panel>
  );
}
