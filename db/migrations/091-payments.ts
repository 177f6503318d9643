import type { Knex } from 'knex';

/** Debts asked for by pagoPA, what was paid on them, and the money that a person must decide about. Amounts in cents. */
export const payments = {
  name: '091-payments',
  up: (knex: Knex) =>
    knex.schema.raw(`
create table payment_notice (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references case_file,
  residue_of uuid references payment_notice,  -- asks for what that one still lacks
  iuv text not null unique check (iuv ~ '^[0-9]{17}$'),
  notice_number text not null unique check (notice_number ~ '^[0-9]{18}$'),
  amount_cents integer not null check (amount_cents > 0),
  subject text not null,
  debtor_name text not null,
  debtor_tax_code text,
  debtor_kind text not null check (debtor_kind in ('F', 'G')),
  due_on date not null,
  status text not null default 'open' check (status in ('open', 'paid', 'expired', 'cancelled')),
  document_id uuid not null references document,
  issued_at timestamptz not null,
  issued_by text not null,
  published_at timestamptz,           -- known to pagoPA since
  withdrawn_at timestamptz,           -- nobody can pay it any more since
  closed_at timestamptz,
  handed_over_at timestamptz,
  handed_over_by text,
  effect_key text not null unique     -- makes a repeat harmless
);
create index payment_notice_case on payment_notice (case_id, issued_at);
create index payment_notice_residue on payment_notice (residue_of);
create index payment_notice_open on payment_notice (case_id) where status = 'open';
create index payment_notice_to_tell on payment_notice (issued_at)
  where (status = 'open' and published_at is null) or (status in ('expired', 'cancelled') and withdrawn_at is null);

create table payment_receipt (
  id uuid primary key default gen_random_uuid(),
  iuv text not null,
  receipt_id text not null,
  notice_id uuid references payment_notice,   -- null: nobody here asked for it
  amount_cents integer not null check (amount_cents > 0),
  payer_name text,
  payer_tax_code text,
  provider text not null,             -- who took the money (PSP)
  paid_at timestamptz not null,
  received_at timestamptz not null,
  simulated boolean not null,
  unique (iuv, receipt_id)
);
create index payment_receipt_notice on payment_receipt (notice_id);
create trigger payment_receipt_is_append_only before update or delete on payment_receipt
  for each row execute function refuse_change();

create table payment_matter (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('surplus', 'double', 'late', 'after-cancel', 'undone', 'unknown', 'short')),
  notice_id uuid references payment_notice,
  receipt_id uuid references payment_receipt, -- of money that came; null for 'short'
  amount_cents integer not null check (amount_cents > 0),
  opened_at timestamptz not null,
  resolution text check (resolution in ('refund', 'accept', 'residue', 'waive', 'elsewhere', 'completed')),
  reason text,
  settled_at timestamptz,
  settled_by text,
  check ((resolution is null) = (settled_at is null))
);
create index payment_matter_notice on payment_matter (notice_id);
create index payment_matter_open on payment_matter (opened_at) where resolution is null;
create unique index payment_matter_short on payment_matter (notice_id) where kind = 'short' and resolution is null;

create table payment_refund (
  id uuid primary key default gen_random_uuid(),
  matter_id uuid not null unique references payment_matter,
  amount_cents integer not null check (amount_cents > 0),
  payee text not null,
  ordered_at timestamptz not null,
  ordered_by text not null,
  mandate text,                       -- number of the payment order of the accounts office
  paid_at timestamptz,
  paid_by text,
  check ((mandate is null) = (paid_at is null))
);

create table stamp_duty (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references case_file,
  paper text not null check (paper in ('application', 'act')),
  serial text not null unique check (serial ~ '^[0-9]{14}$'),  -- a stamp is used once (DPR 642/1972 art. 12)
  stamped_on date not null,
  noted_at timestamptz not null,
  noted_by text not null
);
create index stamp_duty_case on stamp_duty (case_id);

-- What the simulation of pagoPA holds: debts it was told of, and receipts for those who ask for them.
create table simulated_pagopa_position (
  iuv text primary key,
  amount_cents integer not null,
  withdrawn_at timestamptz
);
create table simulated_pagopa_receipt (
  iuv text not null,
  receipt_id text primary key,
  amount_cents integer not null check (amount_cents > 0),
  payer_name text,
  payer_tax_code text,
  paid_at timestamptz not null
);
`),
  down: (knex: Knex) =>
    knex.schema.raw(
      'drop table simulated_pagopa_receipt, simulated_pagopa_position, stamp_duty, payment_refund, payment_matter, payment_receipt, payment_notice',
    ),
};
