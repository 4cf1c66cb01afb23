import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Offer } from '../../api/shapes';
import { bundleInWords } from '../../look/bundleInWords';
import { Pill } from '../../look/Pill';
import { Risk } from '../../look/Risk';
import { sayDuration, sayLeft } from '../../time/duration';
import { useNow } from '../../time/useNow';
import classes from './OfferRow.module.css';

/** One thing that may be asked for; the whole row leads to its form. */
export function OfferRow({ offer }: { offer: Offer }) {
  const { t } = useTranslation();
  const { entitlement } = offer;
  return (
    <Link to="/ask/for" search={{ offer: offer.id }} className={classes.row}>
      <span>
        <span className={classes.head}>
          <strong className={classes.title}>{offer.bundle ? offer.automation_title : entitlement.title}</strong>
          {offer.held_until && <Held until={offer.held_until} />}
        </span>
        <span className={classes.text}>{offer.bundle
            ? t('ask.bundle', { names: bundleInWords(offer.bundle) })
            : (entitlement.description ?? offer.automation_title)}</span>
        <span className={classes.foot}>
          <Risk level={entitlement.risk} />
          <span>{t('ask.upTo', { length: sayDuration(offer.duration.max_seconds) })}</span>
          <span>{offer.steps.join(t('ask.then'))}</span>
        </span>
      </span>
      <IconChevronRight size={18} stroke={1.5} aria-hidden="true" />
    </Link>
  );
}

function Held({ until }: { until: string }) {
  const { t } = useTranslation();
  const left = Date.parse(until) - useNow();
  return <Pill tone="open">{left > 0 ? t('ask.held', { left: sayLeft(left) }) : t('ask.heldEnding')}</Pill>;
}
