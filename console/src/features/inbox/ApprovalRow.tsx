import { Link } from '@tanstack/react-router';
import type { Approval } from '../../api/shapes';
import { Face } from '../../look/Face';
import { Moment } from '../../look/Moment';
import { Pill } from '../../look/Pill';
import { approvalTone } from '../../look/tone';
import { approvalWord } from '../../look/approvalWord';
import { askedFor } from '../../look/askedFor';
import classes from './Inbox.module.css';

interface Props {
  approval: Approval;
  /** It is the one shown beside the list. */
  here: boolean;
  search: { tab?: 'closed' };
}

/** One approval in the list: who, what, why, since when. */
export function ApprovalRow({ approval, here, search }: Props) {
  const { kind, state } = approval;
  const { subject, reason } = approval.request;
  const entitlement = approval.entitlement ?? approval.request.entitlement;
  return (
    <li>
      <Link
        to="/inbox"
        search={{ ...search, at: approval.id }}
        className={classes.row}
        data-here={here ? true : undefined}
        aria-current={here ? true : undefined}
      >
        <Face name={subject.name} size={32} />
        <span className={classes.words}>
          <span className={classes.who}>{subject.name}</span>
          <span className={classes.what}>
            {entitlement.app_title} / {entitlement.title}
          </span>
          <span className={classes.why}>{kind === 'approval' ? reason : askedFor(approval)}</span>
        </span>
        <span className={classes.when}>
          {state === 'open' ? (
            <Moment at={approval.opened_at} />
          ) : (
            <Pill tone={approvalTone[state]}>{approvalWord({ kind, state })}</Pill>
          )}
        </span>
      </Link>
    </li>
  );
}
