// Who judges and who bids, as far as conflicts are looked for between them.

export interface ExpertFacts {
  readonly name: string;
  readonly unit: string;
}

export interface BidFacts {
  readonly id: string;
  readonly bidder: string;
  readonly members: readonly { readonly name: string; readonly unit: string }[];
}
