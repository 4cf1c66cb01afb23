import { useTranslation } from 'react-i18next';
import type { Access } from '../../api/shapes';
import { AccessRow } from './AccessRow';
import classes from './Access.module.css';

/** The table; on small screens each row becomes a card. */
export function AccessTable({ rows }: { rows: Access[] }) {
  const { t } = useTranslation();
  return (
    <div className={classes.frame}>
      <table className={classes.table}>
        <caption className="only-heard">{t('access.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('access.column.person')}</th>
            <th scope="col">{t('access.column.what')}</th>
            <th scope="col">{t('access.column.state')}</th>
            <th scope="col">{t('access.column.time')}</th>
            <th scope="col">
              <span className="only-heard">{t('access.column.acts')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((access) => (
            <AccessRow key={access.id} access={access} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
