import { useTranslation } from 'react-i18next';
import type { Risk as Level } from '../api/shapes';
import classes from './Risk.module.css';
import { riskBars } from './tone';

/** How risky an entitlement is: bars and a word, in no colour, because colours mean time here. */
export function Risk({ level }: { level: Level }) {
  const { t } = useTranslation();
  return (
    <span className={classes.risk}>
      <svg width="12" height="10" aria-hidden="true">
        {[0, 1, 2].map((bar) => (
          <rect
            key={bar}
            x={bar * 4.5}
            y={6 - bar * 3}
            width="3"
            height={4 + bar * 3}
            rx="1"
            className={bar < riskBars[level] ? classes.full : classes.empty}
          />
        ))}
      </svg>
      {t(`risk.${level}`)}
    </span>
  );
}
