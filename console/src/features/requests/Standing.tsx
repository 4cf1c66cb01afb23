import { useTranslation } from 'react-i18next';
import type { Request, RequestDetail } from '../../api/shapes';
import { useSession } from '../../api/session';
import { GiveBack } from '../../ending/GiveBack';
import { Revoke } from '../../ending/Revoke';
import { StopAll } from '../../ending/StopAll';
import { AccessLine } from '../../look/AccessLine';
import { AccessRing } from '../../look/AccessRing';
import { LateNote } from '../../look/LateNote';
import { Note } from '../../look/Note';
import { Panel } from '../../look/Panel';
import { Pill } from '../../look/Pill';
import { UsesNote } from '../../look/UsesNote';
import { requestTone } from '../../look/tone';
import { Extend } from './Extend';
import classes from './Standing.module.css';
import { Withdraw } from './Withdraw';

const BEFORE_ACCESS = new Set<Request['state']>(['submitted', 'waiting', 'granting']);

/** Where a request stands: its state, who acts next, the time left, and what I can do. */
export function Standing({ detail }: { detail: RequestDetail }) {
  const { request, extension, may_stop: mayStop, uses_before: uses } = detail;
  const { t } = useTranslation();
  const { person } = useSession();
  const { access } = request;
  const mine = request.requester.id === person.id || request.subject.id === person.id;
  return (
    <Panel className={classes.standing}>
      {access && !request.final && <AccessRing access={access} size={120} />}
      <div className={classes.words}>
        <Pill tone={requestTone[request.state]}>{t(`state.request.${request.state}`)}</Pill>
        <p className={classes.detail}>{request.detail}</p>
        {access && (
          <p className={classes.line}>
            <AccessLine access={access} />
          </p>
        )}
        {uses && <UsesNote uses={uses} />}
        {access && <LateNote access={access} />}
        {access?.attention && <Note tone="late">{access.attention}</Note>}
        <div className={classes.acts}>
          {mine && BEFORE_ACCESS.has(request.state) && <Withdraw request={request} />}
          {extension && <Extend requestId={request.id} extension={extension} />}
          {(request.bundle ?? request.series) && <StopAll requestId={request.id} may={mayStop} />}
          {access && <GiveBack access={access} />}
          {access && <Revoke access={access} />}
        </div>
      </div>
    </Panel>
  );
}
