import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Access } from '../../api/shapes';
import { GiveBack } from '../../ending/GiveBack';
import { Revoke } from '../../ending/Revoke';
import { AccessLine } from '../../look/AccessLine';
import { AccessRing } from '../../look/AccessRing';
import { LateNote } from '../../look/LateNote';
import { Note } from '../../look/Note';
import { Pill } from '../../look/Pill';
import { accessTone } from '../../look/tone';
import classes from './Access.module.css';

/** One lease: who, what, until when, how late, and the way to end it. */
export function AccessRow({ access }: { access: Access }) {
  const { t } = useTranslation();
  const { person, entitlement } = access;
  return (
    <tr>
      <th scope="row">
        {person.name}
        <span className={classes.sub}>{person.department}</span>
      </th>
      <td>
        <Link to="/requests/$id" params={{ id: access.request_id }} className={classes.what}>
          {entitlement.app_title} / {entitlement.title}
        </Link>
      </td>
      <td>
        <Pill tone={accessTone[access.state]}>{t(`state.access.${access.state}`)}</Pill>
        {access.end_reason && <span className={classes.sub}>{t(`endReason.${access.end_reason}`)}</span>}
      </td>
      <td>
        <div className={classes.time}>
          <AccessRing access={access} size={20} />
          <AccessLine access={access} />
        </div>
        <LateNote access={access} />
        {access.attention && <Note tone="late">{access.attention}</Note>}
      </td>
      <td className={classes.acts}>
        <Revoke access={access} />
        <GiveBack access={access} size="xs" />
      </td>
    </tr>
  );
}
