import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AuditLine } from '../../api/shapes';
import { Moment } from '../../look/Moment';
import classes from './Audit.module.css';

/** One line of the audit: who did what, to what, when; and the start of its hash. */
export function AuditRow({ line }: { line: AuditLine }) {
  const { t } = useTranslation();
  return (
    <tr>
      <td className="figures">{line.seq}</td>
      <td>
        <Moment at={line.at} as="full" />
      </td>
      <td>{line.actor_name || line.actor}</td>
      <td className={classes.code}>{line.action}</td>
      <td>{line.detail}</td>
      <td>
        {line.request_id ? (
          <Link to="/requests/$id" params={{ id: line.request_id }} className={`link ${classes.code}`}>
            {line.object}
          </Link>
        ) : (
          <span className={classes.code}>{line.object}</span>
        )}
        {line.hash && (
          <span className={classes.hash} title={line.hash}>
            {t('audit.hash', { hash: line.hash.slice(0, 12) })}
          </span>
        )}
      </td>
    </tr>
  );
}
