import { TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { offersQuery } from '../../api/offers';
import { AppIcon } from '../../look/AppIcon';
import { Empty } from '../../look/Empty';
import { Page } from '../../look/Page';
import { Panel } from '../../look/Panel';
import { Rows } from '../../look/Rows';
import { Trouble } from '../../look/Trouble';
import { byApp, matching } from './findOffers';
import { OfferRow } from './OfferRow';
import classes from './OffersPage.module.css';

/** What may be asked for, by app. */
export function OffersPage() {
  const { t } = useTranslation();
  const offers = useQuery(offersQuery);
  const { find = '' } = useSearch({ from: '/inside/ask' });
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  useHotkeys([['/', () => input.current?.focus()]]);
  const found = matching(offers.data ?? [], find);

  return (
    <Page title={t('ask.title')} lead={t('ask.lead')}>
      <TextInput
        ref={input}
        type="search"
        className={classes.find}
        aria-label={t('ask.find')}
        placeholder={t('ask.findHint')}
        leftSection={<IconSearch size={18} stroke={1.5} />}
        value={find}
        onChange={(event) =>
          void navigate({ to: '/ask', search: { find: event.currentTarget.value || undefined }, replace: true })
        }
      />
      {offers.isPending && <Rows />}
      {offers.isError && <Trouble thing={t('ask.trouble')} error={offers.error} onRetry={offers.refetch} />}
      {offers.data?.length === 0 && <Empty title={t('ask.empty')}>{t('ask.emptyText')}</Empty>}
      {offers.data && offers.data.length > 0 && found.length === 0 && (
        <Empty title={t('ask.nothing', { find })}>{t('ask.nothingText')}</Empty>
      )}
      <div className={classes.apps}>
        {byApp(found).map(([app, appOffers]) => (
          <Panel key={app.id} role="region" aria-label={app.title}>
            <h2 className={classes.title}>
              <AppIcon title={app.title} size={28} />
              {app.title}
            </h2>
            <ul className={classes.offers}>
              {appOffers.map((offer) => (
                <li key={offer.id}>
                  <OfferRow offer={offer} />
                </li>
              ))}
            </ul>
          </Panel>
        ))}
      </div>
    </Page>
  );
}
