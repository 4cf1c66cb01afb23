import { useTranslation } from 'react-i18next';
import type { Access } from '../../api/shapes';
import { AccessLine } from '../../look/AccessLine';
import { AccessRing } from '../../look/AccessRing';
import classes from './ApprovalPanel.module.css';

/** What the person holds already. */
export function Holds({ holds }: { holds: Access[] }) {
  const { t } = useTranslation();
  if (holds.length === 0) return <span>{t('inbox.holdsNothing')}</span>;
  return (
    <ul className={classes.list}>
      {holds.map((access) => (
        <li key={access.id} className={classes.item}>
          <AccessRing access={access} size={20} />
          <span>
            {access.entitlement.app_title} / {access.entitlement.title}
            {' · '}
            <span className="dim">
              <AccessLine access={access} />
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
