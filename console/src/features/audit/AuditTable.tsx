import { useTranslation } from 'react-i18next';
import type { AuditLine } from '../../api/shapes';
import classes from './Audit.module.css';
import { AuditRow } from './AuditRow';

/** Audit lines as a table that also prints. */
export function AuditTable({ lines }: { lines: AuditLine[] }) {
  const { t } = useTranslation();
  return (
    <div className={classes.frame}>
      <table className={classes.table}>
        <caption className="only-heard">{t('audit.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('audit.column.seq')}</th>
            <th scope="col">{t('audit.column.at')}</th>
            <th scope="col">{t('audit.column.actor')}</th>
            <th scope="col">{t('audit.column.action')}</th>
            <th scope="col">{t('audit.column.detail')}</th>
            <th scope="col">{t('audit.column.object')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <AuditRow key={line.seq} line={line} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
