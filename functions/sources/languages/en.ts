import type { Lexicon } from './lexicon.ts';

export const en: Lexicon = {
  language: 'en',
  before:
    'told|tells|telling|according to|as reported by|reported by|as quoted by|quoted by|as cited by|cited by|carried by|as told to|' +
    'citing|quoting|spoke to|speaking to|spoken to|speaks to|talking to|interview with|interviewed by|interviews with|an interview to|' +
    'in comments to|in remarks to|in a statement to|statement to|comments to|remarks to|confirmed to|said to|comment to|' +
    'seen by|reviewed by|viewed by|obtained by|verified by|shared with|contacted by|polled by|surveyed by|compiled by|' +
    'reports by|report by|a report from|reports from|reports in|information from|figures from|calculations by|tally by|count by|' +
    'said in an interview with|first reported by|report carried by|published by|released by|quoted from|attributed to|distributed by|by way of|per|quoted as saying by|as saying by|as quoting by|cited as saying by|among those quoted by|in a statement carried by|in comments carried by|in remarks carried by|in a report by|in a report carried by|on condition of anonymity to|known to',
  inverted: 'said|says|reports|reported|wrote|writes|added',
  to: 'to|with',
  tell: 'told|said|spoke|confirmed|described|explained|admitted|revealed|recalled|disclosed',
  report:
    'reported|reports|reporting|quoted|quotes|quoting|cited|cites|citing|has reported|had reported|have reported|has learned|has learnt|had learned|' +
    'was told|has seen|had seen|has obtained|obtained|carried|learned|learnt|wrote|writes|understands|has been told|noted|relayed|is reporting|was quoting|was reporting|' +
    'has quoted|revealed|first reported|published|broadcast|showed|described|interviewed|spoke to|spoke with|points out|pointed out|could not immediately verify|could not independently verify|could not verify|could not confirm|was unable to verify|was not immediately able to verify|has confirmed|confirmed|verified|counted|calculated|found|saw|had seen|had learned|had earlier reported|had previously reported|had reported|put the toll|put the number|put the figure|spoke of|gave the toll|heard|recorded|obtained',
  say: 'said|says|added|adds|say|claimed',
  between:
    'also|earlier|later|first|then|separately|has|had|have|on|late|early|monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|yesterday|news|report|reports|dispatch|in|a|report',
  agency:
    'news agency|agency|news agencies|press agency|news service|newswire|wire service|newswires|wire|news wire|broadcaster|state broadcaster|network|television network|state media|news outlet|outlet|photo agency|press service|wire agency|national agency|state agency|state news agency|television|tv',
  glue: 'the|official|state|state-run|state-owned|state-controlled|government-run|semi-official|semiofficial|independent|private|national|local|domestic|foreign|media|public|s|a|an|both|and|and to|international|global|us-based|london-based|pan-arab|satellite|broadcasters|agencies|several|many|some|various|other|two|three|these|all',
  staff:
    'journalist|journalists|reporter|reporters|correspondent|correspondents|photographer|photographers|cameraman|cameramen|videographer|videographers|producer|witness|witnesses|team|teams|crew|stringer|stringers|writer|writers|photojournalist',
  work: 'tally|count|toll|calculation|calculations|analysis|investigation|review|survey|poll|data|figures|footage|video|videos|images|estimate|estimates|database|fact-check|interview|report|reports|dispatch|story|account|photographs|exclusive|breakingviews',
  link: 'of|from|for|with|by|at|at the|of the|from the|for the|with the|by the',
  officer:
    'ceo|chief|president|editor|editors|editor-in-chief|spokesman|spokeswoman|spokesperson|director|chairman|chairwoman|chair|boss|executive|executives|executive editor|management|owner|founder|shareholders|lawyers|lawyer|union|employees|employee|staff|staffers|workers|board|vice|managing|general|bureau chief|unit|parent|subsidiary',
  office:
    'bureau|bureaus|bureaux|office|offices|headquarters|building|newsroom|website|shares|stock|studio|studios|plaza|tower|account|accounts|service|services|channel|licence|license|licences|accreditation|archive|contract|subscribers|customers|clients|reporting|coverage',
  harm: 'wounded|killed|injured|arrested|detained|beaten|attacked|expelled|jailed|imprisoned|died|dies|death|kidnapped|abducted|freed|released from|fired|sacked|laid|hired|hire|hires|award|awards|prize|won|wins|pulitzer|shot|shut|shuts|shutting|closed|closes|close|closure|raided|raid|raids|ban|bans|banned|banning|block|blocks|blocked|sue|sues|sued|suing|lawsuit|suspended|suspends|acquire|acquires|acquired|bought|buy|buys|merger|cut|cuts|cutting|appoint|appoints|appointed|named|celebrates|celebrated|founded|launches|launched|layoffs|redundancies|strike|accused|accuses|criticised|criticized|barred|bars|hacked|harassed|deported|hit|targeted|fell|rose|evicted|revoked|dismissed|trial|convicted|sentenced|charged|missing|murder|murdered|survived|hurt|threatened|joined|join|joins|announces|announced|announce|announcing|struck|strikes|walkout|walked|stopped|beat|merge|merges|merged|sell|sells|sold|damaged|banning|evacuated|denied|refused|turned|targets|shelled|bombed|blamed|apologised|apologized|apologises|retracted|expands|opens|opened|opening|redesign|rebrand|relaunch|owner|takeover|stake',
  itself:
    "it|its|it's|they|their|that it|that its|in a statement|would|two of its|one of its|three of its|no one|staff|itself",
  agent: 'by|by the|from|from the',
  done: 'quoted|cited|carried|reported|reached|contacted|interviewed|polled|surveyed|compiled|published|seen|reviewed|obtained|viewed|verified|collected|gathered|released|aired|broadcast|relayed|circulated|distributed|asked|heard|picked up|put out|issued|counted|calculated|confirmed to|shared',
  auxiliary: '',
  among: 'among them|including|such as|like',
  passed:
    'via|distributed by|provided by|transmitted by|supplied by|syndicated by|released through|distributed through|sent by|issued via|issued through|delivered by|made available by|through',
  contribution:
    'with files from|with file from|with reporting by|with reporting from|with inputs from|with input from|with additional reporting by|with additional reporting from|with additional material from|with material from|with information from|with contributions from|with reports from|with agency inputs from|additional reporting by|additional reporting from|additional material from|additional material by|reporting from|includes reporting by|includes material from|includes information from|contains material from|contributing|contributors|with|inputs from|agency inputs from|this story includes reporting by|this report includes material from|compiled from|based on reporting by|edited with inputs from',
  contributed:
    'contributed to this report|contributed to this story|contributed to this article|contributed reporting|contributed|also contributed|contributed additional reporting|contributed to the report|contributed from',
  credit:
    'source|sources|credit|credits|from|by|via|text by|report by|agency|agencies|text|story by|written by|originally published by|published by|republished from|this story was originally published by|this article was first published by|first published by|this story was published from|courtesy of|courtesy|reprinted with permission from|news from|this story was produced by|this article was produced by|this article is republished from|this story is republished from|read the original article on|this article was originally published on|source of the text|text and photos',
  quote:
    'said|says|say|told|tells|added|adds|wrote|writes|asked|replied|explained|insisted|stated|declared|warned|argued|noted|claimed|admitted|acknowledged|confirmed|announced|commented|recalled|shouted|continued|concluded|observed|remarked|tweeted|posted|urged|accused|called|described|vowed|pledged|denied|complained|joked|promised|suggested|responded|stressed|maintained|testified|predicted|cautioned|demanded|lamented|quipped|exclaimed|reiterated|emphasised|emphasized|asserted|praised|criticised|criticized|condemned|according to|welcomed|hailed|denounced|blamed|repeated|pointed out|went on|read|thanked|rejected|dismissed|urging|saying|adding|calling|telling|writing|warning',
  person:
    'official|officials|spokesman|spokeswoman|spokesperson|spokesmen|source|sources|minister|diplomat|diplomats|witness|witnesses|resident|residents|lawyer|lawyers|attorney|officer|officers|aide|aides|analyst|analysts|adviser|advisor|activist|activists|doctor|doctors|soldier|soldiers|expert|experts|negotiator|mediator|commander|general|teacher|farmer|fisherman|shopkeeper|neighbour|neighbor|survivor|passenger|driver|worker|trader|student|mother|father|wife|husband|brother|sister|son|daughter|man|woman|boy|girl|judge|prosecutor|detective|nurse|villager|protester|demonstrator|volunteer|manager|director|leader|lawmaker|senator|mayor|governor|president|chairman|chairwoman|secretary|ambassador|envoy|captain|coach|player|economist|professor|researcher|scientist|engineer|firefighter|rescuer|investigator|inspector|bishop|priest|pastor|author|editor|reporter|journalist|colleague|friend|owner|fan|tourist|caller|prince|king|queen|pilot|chief|head|deputy|negotiators|executive|strategist|historian|campaigner|councillor|councilor|commissioner',
  title:
    'president|prime|minister|chancellor|senator|sen|sen.|rep|rep.|representative|congressman|congresswoman|dr|dr.|mr|mr.|mrs|mrs.|ms|ms.|miss|prof|prof.|professor|sir|lord|lady|dame|king|queen|prince|princess|pope|cardinal|archbishop|bishop|rev|rev.|reverend|father|imam|ayatollah|sheikh|sheik|general|gen|gen.|lt|lt.|col|col.|colonel|maj|maj.|major|capt|capt.|captain|sgt|sgt.|sergeant|admiral|adm.|judge|justice|attorney|governor|gov|gov.|mayor|secretary|secretary-general|vice|deputy|foreign|defense|defence|interior|finance|first|chief|chairman|chairwoman|ambassador|commissioner|inspector|superintendent|detective|officer|coach|ceo|director|speaker|premier|taoiseach|councillor|councilor|u.s|u.s.|us|uk|un|former|acting|spokesman|spokeswoman|spokesperson|state|health|education|justice|home|head|lead|senior|treasury|transport|energy|trade|environment|agriculture|labor|labour|homeland|security|of|the|and|general|police|sheriff|fire|marshal|constable|lieutenant|democratic|republican|lawmaker|leader|mp|analyst|economist|author|environment|culture|sports|agency',
};
