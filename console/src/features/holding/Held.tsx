import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Access } from '../../api/shapes';
import { GiveBack } from '../../ending/GiveBack';
import { AccessLine } from '../../look/AccessLine';
import { AccessRing } from '../../look/AccessRing';
import { Moment } from '../../look/Moment';
import { Note } from '../../look/Note';
import { Panel } from '../../look/Panel';
import { Pill } from '../../look/Pill';
import { accessTone } from '../../look/tone';
import classes from './HoldingPage.module.css';

/** One thing that I hold, or am about to: its ring, its end, and the way to give it back. */
export function Held({ access }: { access: Access }) {
  const { t } = useTranslation();
  const end = access.state === 'open' ? access.ends_at : undefined;
  return (
    <li>
      <Panel className={classes.card}>
        <AccessRing access={access} size={72} />
        <div className={classes.words}>
          <Link to="/requests/$id" params={{ id: access.request_id }} className={classes.what}>
            {access.entitlement.app_title} / {access.entitlement.title}
          </Link>
          <span className={classes.line}>
            <AccessLine access={access} />
          </span>
          {end && (
            <span className="dim">
              <Moment at={end} as="when" />
            </span>
          )}
          {access.state !== 'open' && <Pill tone={accessTone[access.state]}>{t(`state.access.${access.state}`)}</Pill>}
          {access.attention && <Note tone="late">{access.attention}</Note>}
          <div className={classes.acts}>
            <GiveBack access={access} size="xs" />
          </div>
        </div>
      </Panel>
    </li>
  );
}
