import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Access } from '../../api/shapes';
import { AccessLine } from '../../look/AccessLine';
import { LateNote } from '../../look/LateNote';
import { Pill } from '../../look/Pill';
import { accessTone } from '../../look/tone';
import classes from './HoldingPage.module.css';

/** One thing that I held: why it ended, when, and whether that was late. */
export function Over({ access }: { access: Access }) {
  const { t } = useTranslation();
  return (
    <li>
      <Link to="/requests/$id" params={{ id: access.request_id }} className={classes.what}>
        {access.entitlement.app_title} / {access.entitlement.title}
      </Link>
      <LateNote access={access} />
      <span className="dim">
        <AccessLine access={access} />
      </span>
      <Pill tone={accessTone[access.state]}>
        {access.end_reason ? t(`endReason.${access.end_reason}`) : t(`state.access.${access.state}`)}
      </Pill>
    </li>
  );
}
