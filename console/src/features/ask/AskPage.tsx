import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { offersQuery } from '../../api/offers';
import { Empty } from '../../look/Empty';
import { LinkButton } from '../../look/LinkButton';
import { Page } from '../../look/Page';
import { Rows } from '../../look/Rows';
import { Trouble } from '../../look/Trouble';
import { AskForm } from './AskForm';

/** The form for one offer. */
export function AskPage() {
  const { t } = useTranslation();
  const { offer: id } = useSearch({ from: '/inside/ask/for' });
  const offers = useQuery(offersQuery);
  const offer = offers.data?.find((one) => one.id === id);

  if (offers.isPending) {
    return (
      <Page title={t('ask.title')}>
        <Rows />
      </Page>
    );
  }
  if (offers.isError) {
    return (
      <Page title={t('ask.title')}>
        <Trouble thing={t('ask.trouble')} error={offers.error} onRetry={offers.refetch} />
      </Page>
    );
  }
  if (!offer) {
    return (
      <Page title={t('ask.title')}>
        <Empty title={t('ask.gone')} action={<LinkButton to="/ask">{t('ask.back')}</LinkButton>}>
          {t('ask.goneText')}
        </Empty>
      </Page>
    );
  }
  const { app_title: app, title, description } = offer.entitlement;
  return (
    <Page
      title={offer.bundle ? offer.automation_title : `${app} / ${title}`}
      lead={offer.bundle ? undefined : (description ?? offer.automation_title)}
    >
      <AskForm key={offer.id} offer={offer} />
    </Page>
  );
}
