import { useTranslation } from 'react-i18next';
import type { Delegation } from '../../api/shapes';
import { sayMoment } from '../../time/moment';
import { useNow } from '../../time/useNow';
import classes from './Away.module.css';
import { standingOf } from './standing';

const SHOWN = 5;

/** Who was asked in my place lately, the last first. */
export function Past({ mine }: { mine: Delegation[] }) {
  const { t } = useTranslation();
  const now = useNow();
  const over = mine.filter((one) => standingOf(one, now) === 'over').reverse();
  if (over.length === 0) return null;
  return (
    <section aria-labelledby="over" className={classes.over}>
      <h2 id="over">{t('away.over')}</h2>
      <ul>
        {over.slice(0, SHOWN).map((one) => (
          <li key={one.from}>
            <span>{t('away.standing.over', { name: one.delegate.name })}</span>
            <span className="dim">{t('away.span', { from: sayMoment(one.from), until: sayMoment(one.until) })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
