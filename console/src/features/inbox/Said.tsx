import { useTranslation } from 'react-i18next';
import type { Decision } from '../../api/shapes';
import { Face } from '../../look/Face';
import { Moment } from '../../look/Moment';
import classes from './ApprovalPanel.module.css';

/** What those said who decided before. */
export function Said({ decisions }: { decisions: Decision[] }) {
  const { t } = useTranslation();
  return (
    <ul className={classes.list}>
      {decisions.map((decision) => (
        <li key={`${decision.person_id} ${decision.at}`} className={classes.item}>
          <Face name={decision.name} size={20} />
          <div>
            {t(`approval.said.${decision.verdict}`, { name: decision.name })}{' '}
            <span className="dim">
              <Moment at={decision.at} />
            </span>
            {decision.comment && <p>{decision.comment}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}
