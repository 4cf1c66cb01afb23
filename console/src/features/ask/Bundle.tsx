import { useTranslation } from 'react-i18next';
import type { EntitlementCard } from '../../api/shapes';
import { Risk } from '../../look/Risk';
import classes from './Bundle.module.css';

/** Everything that is asked for together. */
export function Bundle({ parts }: { parts: EntitlementCard[] }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="bundle">
      <h2 id="bundle" className={classes.title}>
        {t('form.bundle', { count: parts.length })}
      </h2>
      <ul className={classes.parts}>
        {parts.map(({ id, app_title: app, title, risk }) => (
          <li key={id}>
            <span>
              {app} / {title}
            </span>
            <Risk level={risk} />
          </li>
        ))}
      </ul>
    </section>
  );
}
