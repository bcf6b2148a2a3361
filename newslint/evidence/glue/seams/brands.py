"""Names with capitals inside: companies, products, media, institutions and people's names that are written so.

Facts set down from general knowledge of what is written so in the news of Europe and the Americas, not drawn from any
text or list. What is missing here is judged by its evidence like everything else.

    >>> list(inside_brands(["You", "Tube"])), list(inside_brands(["Paris", "Sport"]))
    ([1], [])
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

BRANDS = frozenset(
    """
    AccuWeather AdBlock AdSense AdWords AirAsia AirBnB AirDrop AirPlay AirPods AirTag AliExpress AlixPartners
    AlphaFold AlphaGo AlphaZero AltaVista AmBev AmerisourceBergen AnandTech AngularJS AppImage AppleInsider AppVeyor
    ArcelorMittal ArtStation ArXiv arXiv AstraZeneca AutoCAD AutoNation AutoZone AvtoVAZ BackBlaze BandCamp BangBros
    BaseCamp BattleBots BayWa BeiDou BellSouth BenQ BioNTech BioShock BioWare BitCoin BitTorrent BlaBlaCar
    BlackBerry BlackRock BlizzCon BlueSky BluRay BoJack BridgeWater BritBox BuzzFeed ByteDance CalFire CarMax
    CarPlay CASETiFY CBInsights CentOS ChatGPT CinemaScope CircleCI CityLab ClickUp CloudFlare CloudFormation
    CloudFront CNBCTV CNews CodeIgniter CodePen CoinBase CoinDesk CoinMarketCap CoinTelegraph ComiXology ComScore
    ConAgra ConocoPhillips ConvaTec CorelDRAW CoreLogic CoreWeave CoStar CouchDB CouchSurfing CoviShield CraigsList
    CrossFit CrowdStrike CrunchBase CryptoKitties CureVac CurseForge CyberGhost DaimlerChrysler DeepL DeepMind
    DeepSeek DeFi DeLorean DeviantArt DevOps DigitalOcean DirecTV DisplayPort DocuSign DogeCoin DoorDash DoubleClick
    DraftKings DreamWorks DropBox DuckDB DuckDuckGo DuoLingo DuPont DynamoDB DynCorp easyJet eBay eBook eBooks
    EcoHealth eCommerce EcoWatch eHarmony ElasticPress ElBaradei eMail EnBW EnGadget ePaper EpiPen ePub EquiFax
    eReader eSIM ESPNcricinfo eSports EtherCAT eToro EUobserver EuroCup EuroLeague EuroMillions EuroNews EuroVision
    EverNote ExoMars ExpressVPN ExxonMobil FaceApp FaceBook FaceTime FactCheck FanDuel FarmVille FedEx FeedBurner
    FieldTurf FinCEN FinTech FireEye FireFox FireWire FitBit FiveThirtyEight FlightAware FlixBus FlixTrain
    FootLocker FourSquare FreeBSD FriendFeed FrieslandCampina FuboTV FullHD GameBoy GameCube GameFAQs GameRant
    GameSpot GamesRadar GameStop GasBuddy GeForce GenCorp GitHub GitKraken GitLab GitOps GlaxoSmithKline GlobalData
    GlobalFoundries GlobalSign GlobalWebIndex GlobeNewswire GoDaddy GoFundMe GoPro GrapheneOS GraphQL GreenPeace
    GrubHub GuideStar GuideStone HandBrake HarperCollins HashiCorp HeadSpace HealthKit HeidelbergCement HelloFresh
    HomeKit HomePod HootSuite HostGator HubSpot HuffPo HuffPost HughesNet HyperCard HyperLoop HyperOS IaaS iBook
    iBooks iCloud iMac iMessage iMovie InDesign InfluxDB InfoWars InfoWorld InsideClimate InstaCart IntelliJ
    InterContinental InterVarsity iOS iPad iPadOS iPads iPhone iPhones iPlayer iPod iPods iRobot iStock iTunes iTV
    iWatch iWork JavaEE JavaFX JavaScript JetBlue JetBrains JobCentre JoJo JPMorgan JPMorganChase jQuery JustGiving
    JustWatch KaiOS KakaoTalk KeePass KenGen KeyBank KickStarter KitKat KnowBe KpopStarz KrebsOnSecurity KubeCon
    KuCoin LabCorp LaGuardia LaLiga LaMDA LangChain LaPresse LaQuinta LaRouche LastPass LaTeX LeBron LegalZoom
    LeMond LendingClub LendingTree LexisNexis LibreOffice LibreSSL LifeHack LifeHacker LifeSiteNews LimeWire
    LinkedIn LiveJournal LiveScience LlamaIndex LogMeIn LoJack LoveFilm LuaJIT MacBook MacBooks MacKenzie MacOS
    macOS MacRumors MacWorld MailChimp MapQuest MariaDB MarketsandMarkets MarketWatch MasterCard MasterChef
    MasterClass MathWorks MatLab McAfee McDonald McKinsey MediaMarkt MediaPart MediaSet MediaTek MediaWiki
    MegaUpload MercadoLibre MercadoPago MetLife MeToo MetroPCS MicroSD MicroStrategy MidJourney MoMA MoneyControl
    MoneyGram MongoDB MoPub MotoGP MoveOn MoviePass MyFitnessPal MyHeritage MyPillow MySpace MySQL NanoLeaf
    NaNoWriMo NatWest NBCUniversal NestJS NetApp NetBSD NetEase NetJets NetSuite NeurIPS NewsGuard NewsMax
    NewsNation NextDoor NextEra NextJS NodeJS NordVPN NumPy NVivo OAuth OceanGate OfficeMax OkCupid OneDrive OneNote
    OnePlus OnlyFans OpenAI OpenAPI OpenBSD OpenGL OpenID OpenOffice OpenSea OpenShift OpenSSL OpenStack
    OpenStreetMap OpenTable OpenText OpenType OpenVPN OpinionWay OverDrive OxyContin PaaS PacSun PageMaker PageRank
    PagerDuty PaineWebber PalmOS ParcelForce PayPal PayPass PayPay PBSKids PeerJ PeopleSoft PepsiCo PetroChina
    PetSmart PhoneGap PhotoShop PhpStorm PicsArt PinDuoDuo PitchBook PizzaExpress PlayBook PlayStation PlusNet
    PokéStop PolitiFact PolyGram PornHub PostFinance PostgreSQL PostNL PowerBook PowerPC PowerPoint PowerShell
    PricewaterhouseCoopers PRNewswire ProPublica ProQuest ProShares ProSieben ProtonMail ProtonVPN PubMed PwC
    PyCharm PyPI PyTorch QAnon QuantumScape QuarkXPress QuickBooks QuickTime RabbitMQ RadioShack RankBrain RayBan
    ReactOS RealClearPolitics RealNetworks RedBubble RedHat RedTube ReliaQuest RePEc ResearchGate RetailMeNot
    ReverbNation RubyGems RuPaul RyanAir SaaS SafeSearch SalesForce SanDisk ScienceAlert ScienceBlogs ScienceDaily
    ScienceDirect SciPy SeaMonkey SeaWorld SecureWorks SeekingAlpha ServiceNow ShareAlike SharePoint ShopRite
    SiriusXM SkyTeam SkyWest SlideShare SmackDown SmartNews SmartThings SmugMug SnapChat SoapUI SoCal SodaStream
    SoftBank SolarCity SolarWinds SoulCycle SoundCloud SourceForge SpaceNews SpaceShipOne SpaceShipTwo SpaceX
    SpamAssassin SparkNotes SparkSQL SpongeBob SportBible SQLite StackExchange StackOverflow StanChart StarCraft
    StarLink StatCan StatCounter SteamOS StockTwits StubHub StumbleUpon SunPower SunTrust SuperDraft SuperSport
    SurveyMonkey SwiftKey SwissRe SynBio TaskRabbit TeamCity TeamSpeak TeamViewer TechCrunch TechNet TechRadar
    TechRepublic TechTarget TensorFlow TheHill TheWrap TikTok TikToker TikTokers TikToks TimesTalks TiVo TomTom
    TotalEnergies TouchWiz TransCanada TransUnion TravisCI TreeHugger TripAdvisor TrueCar TrueType TruGreen
    TrustPilot TruthOut TurboTax TVNZ tvOS TweetDeck TwitchCon TwitPic TypeScript UberEats UniCredit UnionPay
    UniProt UnitedHealth UnitedHealthCare UnitedHealthcare UserVoice VentureBeat VeraCrypt VeriSign VersaBank
    ViaMichelin VirtualBox VirusTotal VisitBritain VKontakte VMware VodaFone VoIP VoxEU VSCode VueJS WaPo WarCraft
    WarnerMedia WatchOS watchOS WaterAid WebAssembly WebEx WebKit WebMD WebOS WebSocket WebSphere WebStorm WeChat
    WeTransfer WeWork WhatsApp WhatsApps WhatsOnStage WiFi WikiHow WikiLeaks WikiMedia WinForms WinRAR WinZip
    WireGuard WisdomTree WordPerfect WordPress WordStar WorldCat WorldCom WorldPay WorldRemit WrestleMania XboxLive
    XenServer YouGov YouNow YouPorn YouTube YouTuber YouTuberin YouTubers ZDFheute ZDFinfo ZDFneo ZDNet ZeniMax
    ZeroHedge ZipRecruiter ZoomInfo

    DeAndre DeAngelo DeBlasio DeChambeau DeFazio DeGeneres DeGrom DeJesus DeJong DeLauro DeLay DeLillo DeLonge
    DeLuca DeLucia DeMarco DeMarcus DeMint DeNiro DePaul DeRozan DeSantis DeShawn DeVito DeVos DeWine DiCaprio
    DiCicco DiMaggio DiMarco DiNapoli DiNardo DiPietro DuBois DuPage DuVernay FitzPatrick JaMarcus JaVale JeVon
    LaBeouf LaFontaine LaGrange LaHood LaMarcus LaMelo LaPierre LaPorte LaSalle LaToya LaTrobe LaVar LaVine LeAnn
    LeFevre LeRoy LeSean LeVar LuAnn MacArthur MacAskill MacDonald MacDougall MacDowell MacFarlane MacGregor
    MacGyver MacInnes MacIntyre MacKay MacKinnon MacLachlan MacLean MacLeod MacMillan MacNeil MacPherson MacQueen
    MacRae MacSwiney McAdams McAllister McArthur McAuliffe McBride McCabe McCain McCall McCann McCarthy McCartney
    McCaskill McClellan McClure McCluskey McColl McConaughey McConnell McCormack McCormick McCoy McCrory McCullough
    McCurry McDaniel McDermott McDonagh McDonalds McDonnell McDormand McDougall McDowell McEnroe McEntire McEwan
    McFadden McFarland McGahn McGee McGill McGinn McGovern McGowan McGrath McGraw McGregor McGuire McGwire McHale
    McHenry McIlroy McInnes McIntosh McIntyre McKagan McKay McKee McKellen McKenna McKenzie McKinley McKinney
    McKnight McLachlan McLaren McLaughlin McLean McLeod McLuhan McMahon McMaster McMillan McNabb McNamara McNeil
    McNeill McPherson McQueen McRae McShane McTominay McVeigh McVie O'Brien RuPaul VanderMeer VanDyke VanVleet
    """.split()
)

LONGEST = 3
"""Pieces between capitals that a name is made of, at most."""


def inside_brands(pieces: Sequence[str]) -> Iterator[int]:
    """The borders between the pieces of a run (1: after the first) that lie inside a known name.

    Small letters may follow the name: an -s, or a word run together with it, `WeWorkis`.
    """
    for start in range(len(pieces)):
        for end in range(start + 2, min(start + LONGEST, len(pieces)) + 1):
            name = "".join(pieces[start:end])
            shortest = len(name) - len(pieces[end - 1]) + 1
            if any(name[:size] in BRANDS for size in range(len(name), shortest, -1)):
                yield from range(start + 1, end)
    for border, (left, right) in enumerate(pairwise(pieces), 1):
        if left[-1] + right in BRANDS:
            yield border
