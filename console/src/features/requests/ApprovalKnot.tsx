import { useTranslation } from 'react-i18next';
import type { Approval, Decision } from '../../api/shapes';
import { approversInWords } from '../../look/approversInWords';
import { Moment } from '../../look/Moment';
import { Pill } from '../../look/Pill';
import { Knot } from '../../look/Thread';
import { approvalTone } from '../../look/tone';
import { approvalWord } from '../../look/approvalWord';
import classes from './Story.module.css';

interface Props {
  approval: Approval;
  place: 'done' | 'now';
}

/** One approval on the thread: who is asked, until when, and what they said. */
export function ApprovalKnot({ approval, place }: Props) {
  const { t } = useTranslation();
  const tone = approvalTone[approval.state];
  return (
    <Knot place={place} tone={tone}>
      <div className={classes.approval}>
        <div className={classes.head}>
          {approval.title}
          <Pill tone={tone}>{approvalWord(approval)}</Pill>
        </div>
        <div className={classes.by}>{approversInWords(approval)}</div>
        {place === 'now' && approval.terms.task && <p className={classes.task}>{approval.terms.task}</p>}
        {approval.decisions.map((decision) => (
          <Said key={`${decision.person_id} ${decision.at}`} decision={decision} />
        ))}
        {place === 'now' && (
          <div className={classes.by}>
            {t(approval.kind === 'by_hand' ? 'approval.dueByHand' : 'approval.due')} <Moment at={approval.due_at} />
          </div>
        )}
      </div>
    </Knot>
  );
}

function Said({ decision }: { decision: Decision }) {
  const { t } = useTranslation();
  return (
    <div>
      <div>
        {t(`approval.said.${decision.verdict}`, { name: decision.name })}{' '}
        <span className={classes.by}>
          <Moment at={decision.at} />
        </span>
      </div>
      {decision.comment && <p className={classes.comment}>{decision.comment}</p>}
    </div>
  );
}
