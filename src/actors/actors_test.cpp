// Own sentences with the actors that they must give, read with the shipped model and the compiled world.

#include "actors/actors.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "grammar/grammar.h"
#include "grammar/model.h"
#include "page/page.h"
#include "page/words.h"

namespace vedette {
namespace {

struct Shipped {
  Model model;
  World world;
  Words words;
};

// The model lies beside the world where the whole program was built, else in the source's folder of models.
const Shipped* shipped() {
  static const std::optional<Shipped> kShipped = []() -> std::optional<Shipped> {
    for (const std::string path : {VEDETTE_DATA "/english.model", VEDETTE_SOURCE "/model/english.model"}) {
      if (!std::filesystem::exists(path)) continue;
      Result<Model> model = Model::open(path);
      Result<World> world = World::open(VEDETTE_DATA "/world.bin");
      Result<Words> words = Words::open(VEDETTE_DATA "/words.marisa");
      if (model && world && words) return Shipped{std::move(*model), std::move(*world), std::move(*words)};
    }
    return std::nullopt;
  }();
  return kShipped ? &*kShipped : nullptr;
}

struct Read {
  Page page;
  Grammar grammar;
  Actors actors;
};

// Names of the actors that the first mention with these words has, parted by " + "; "-" where there is none.
std::string whom(const Read& read, std::string_view words, int nth = 1) {
  for (const Mention& m : read.actors.mentions) {
    if (read.page.at(m.span) != words || --nth > 0) continue;
    std::string names;
    for (const ActorId id : m.actors) (names += names.empty() ? "" : " + ") += read.actors.actors[id].name;
    return names;
  }
  return "-";
}

class ActorsTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!shipped()) FAIL() << "no model or world is built";
  }
  static std::unique_ptr<Read> read(const std::string& text, const std::string& published = "2023-06-29") {
    Article article;
    article.text = text;
    article.published = published;
    auto read = std::make_unique<Read>();
    read->page = lay_out(article, shipped()->world, shipped()->words);
    read->grammar = parse(read->page, shipped()->model, shipped()->world);
    read->actors = find_actors(read->page, read->grammar, shipped()->world);
    return read;
  }
  static const Actor* actor(const Read& read, std::string_view name) {
    for (const Actor& a : read.actors.actors) {
      if (a.name == name) return &a;
    }
    return nullptr;
  }
};

struct Case {
  const char* text;
  const char* published;
  const char* mention;
  const char* actor;
};

class Mentions : public ActorsTest, public testing::WithParamInterface<Case> {};

TEST_P(Mentions, MeansWhom) {
  const Case& c = GetParam();
  const auto read = ActorsTest::read(c.text, c.published);
  EXPECT_EQ(whom(*read, c.mention), c.actor) << c.text;
}

INSTANTIATE_TEST_SUITE_P(
    Offices, Mentions,
    testing::Values(
        Case{"The president of Lithuania spoke to reporters on Monday.", "2023-06-27", "The president of Lithuania", "Gitanas Nausėda"},
        Case{"The French president arrived in Berlin.", "2010-03-01", "The French president", "Nicolas Sarkozy"},
        Case{"The French president arrived in Berlin.", "2004-03-01", "The French president", "Jacques Chirac"},
        Case{"Putin met the German chancellor in Moscow.", "2007-02-02", "the German chancellor", "Angela Merkel"},
        Case{"The NATO secretary general warned Russia.", "2011-05-05", "The NATO secretary general", "Anders Fogh Rasmussen"}));

INSTANTIATE_TEST_SUITE_P(
    Services, Mentions,
    testing::Values(
        Case{"The Iranian government rejected the claim.", "2019-01-01", "The Iranian government", "Government of Iran"},
        Case{"Kenya's police dispersed the protesters.", "2019-01-01", "Kenya's police", "Police of Kenya"},
        Case{"Two men were arrested in a police raid in Nairobi, Kenya.", "2019-01-01", "police", "Police of Kenya"},
        Case{"The men went to a police station in Nairobi, Kenya.", "2019-01-01", "police", "-"},
        Case{"The Polish army sent troops to the border. The army said it would stay.", "2021-11-11", "The army", "Army of Poland"},
        Case{"Protesters marched in Nairobi. Police arrested twenty people in the Kenyan capital.", "2019-01-01", "Police", "Police of Kenya"},
        Case{"Three Syrian soldiers were killed in the attack.", "2019-01-01", "Three Syrian soldiers", "Military of Syria"}));

INSTANTIATE_TEST_SUITE_P(
    NotTheStatesOwn, Mentions,
    testing::Values(
        Case{"Lebanon is calm. U.N. troops in Lebanon seized rockets.", "2019-01-01", "U.N. troops", "United Nations"},
        Case{"The Chadian army shelled renegade soldiers near the border.", "2008-01-01", "renegade soldiers", "renegade soldiers"},
        Case{"Somalia welcomed the operation. International naval forces caught six pirates.", "2010-01-01", "International naval forces",
             "International naval forces"},
        Case{"Retired U.S. generals criticised the plan.", "2006-05-05", "Retired U.S. generals", "Retired U.S. generals"},
        Case{"An al-Qaida-linked militia attacked a market.", "2012-01-01", "An al-Qaida-linked militia", "al-Qaida-linked militia"},
        Case{"Mali protested. Israel's ambassador in Bamako left.", "2010-01-01", "Israel's ambassador", "Israel's ambassador"},
        Case{"Spain protested. Spain warned Spanish firms. French President Jacques Chirac defended the government.", "2006-01-01",
             "the government", "Government of France"},
        Case{"Russia has voiced concern about the violence in Uzbekistan after soldiers fired on protesters.", "2005-05-15", "soldiers",
             "Military of Uzbekistan"},
        Case{"Four U.S. financial giants agreed to halt the sales.", "2010-10-08", "Four U.S. financial giants", "U.S. financial giants"},
        Case{"The Greek and Dutch prime ministers, Adam Xenakis and Bram Visser, criticized Russia.", "2009-03-01",
             "The Greek and Dutch prime ministers", "Adam Xenakis + Bram Visser"},
        Case{"U.S. President Barack Obama met with the American hiker on Monday.", "2010-10-01", "the American hiker", "American hiker"}));

INSTANTIATE_TEST_SUITE_P(
    Metonyms, Mentions,
    testing::Values(
        Case{"Moscow rejected the accusation.", "2019-01-01", "Moscow", "Government of Russia"},
        Case{"Talks between Moscow and Kiev broke down.", "2019-01-01", "Kiev", "Government of Ukraine"},
        Case{"The delegation arrived in Moscow on Monday.", "2019-01-01", "Moscow", "-"},
        Case{"She flew to Tehran on Monday.", "2019-01-01", "Tehran", "-"},
        Case{"The streets of Vilnius were empty.", "2019-01-01", "Vilnius", "-"}));

INSTANTIATE_TEST_SUITE_P(
    Coreference, Mentions,
    testing::Values(
        Case{"Angela Merkel met Emmanuel Macron. Merkel praised the deal.", "2018-01-01", "Merkel", "Angela Merkel"},
        Case{"Human Rights Watch (HRW) published a report. HRW said dozens had died.", "2018-01-01", "HRW", "Human Rights Watch"},
        Case{"Jens Stoltenberg spoke in Oslo. The Norwegian diplomat warned Russia.", "2018-01-01", "The Norwegian diplomat",
             "Jens Stoltenberg"},
        Case{"Theresa May resigned. She said that she regretted it.", "2019-05-25", "She", "Theresa May"},
        Case{"Ukraine rejected the offer. The country said it wanted guarantees.", "2019-01-01", "The country", "Ukraine"},
        Case{"France and Germany signed a treaty. Both countries hope to trade more.", "2019-01-22", "Both countries", "France + Germany"},
        Case{"South Korea fired back. The South said it had evacuated a town.", "2015-08-21", "The South", "South Korea"},
        Case{"A police spokesman confirmed the arrests. The spokesman gave no names.", "2019-01-01", "The spokesman", "police spokesman"},
        Case{"Alice Banner sued her brother, Tom Banner. Banner wants the house.", "2019-01-01", "Banner", "Alice Banner"},
        Case{"Tom Banner was jailed. His wife, Alice Banner, wept. Banner will appeal.", "2019-01-01", "Banner", "Tom Banner"},
        Case{"Banner was jailed for theft. His mother, Alice Banner, wept.", "2019-01-01", "Banner", "Banner"},
        Case{"Justice Minister Arun Tavitat Wednesday denied the reports.", "2019-01-01", "Arun Tavitat", "Arun Tavitat"},
        Case{"The navy freed 12 Kenyan and 11 Yemeni fishermen.", "2019-01-01", "12 Kenyan and 11 Yemeni fishermen", "Kenyan and 11 Yemeni fishermen"},
        Case{"The federal and regional governments signed.", "2019-01-01", "The federal and regional governments", "federal and regional governments"},
        Case{"Hezbollah fired rockets. Human Rights Watch said the group had aimed at towns.", "2019-01-01", "the group", "Hezbollah"},
        Case{"A 12-year-old girl fled.", "2019-01-01", "A 12-year-old girl", "12-year-old girl"},
        Case{"Ethnic Albanians marched in Skopje.", "2019-01-01", "Ethnic Albanians", "ethnic Albanians"},
        Case{"Jim Mizzler said Tom Grobbs was on probation when he was arrested.", "2019-01-01", "he", "Tom Grobbs"},
        Case{"President Aliyev spoke in Azerbaijan. The country's top opposition leader called for protests.", "2006-01-01",
             "The country's top opposition leader", "country's top opposition leader"},
        Case{"The central African nation of Chad asked for help.", "2019-01-01", "The central African nation of Chad", "Chad"},
        Case{"Iran protested. The government of neighboring Pakistan called for calm.", "2019-01-01", "The government of neighboring Pakistan",
             "Government of Pakistan"},
        Case{"The Democratic Party (DP) governs Albania. The Socialist Party left parliament.", "2010-01-01", "The Socialist Party", "Socialist Party"},
        Case{"Hezbollah fired rockets. The militants holding the reporter made demands.", "2019-01-01", "The militants", "militants"},
        Case{"Hezbollah spoke to employees of Exxon. The group made demands.", "2019-01-01", "The group", "Hezbollah"},
        Case{"Election monitoring groups protested. Human rights groups criticised the law.", "2019-01-01", "Human rights groups", "Human rights groups"},
        Case{"Armed rebels fled. The rebels later gave up.", "2019-01-01", "The rebels", "Armed rebels"},
        Case{"Lopez met Tom Banner and his brother, Cuban President Bill Banner.", "2019-01-01", "his brother", "Bill Banner"},
        Case{"Jean Dominique was a journalist in Haiti. Dominique was shot in 2000.", "2019-01-01", "Dominique", "Jean Dominique"},
        Case{"The African Union's Peace and Security Council met.", "2019-01-01", "Peace and Security Council", "Peace and Security Council"},
        Case{"They fired at the Palestine Hotel in Baghdad.", "2019-01-01", "Palestine", "-"},
        Case{"Sen. Ann Miller, R-N.H., returned the money.", "2019-01-01", "R-N.H.", "-"},
        Case{"Paul Dupont is a French minister. Rebels freed a Frenchman who was kidnapped.", "2019-01-01", "Frenchman", "Frenchman"},
        Case{"Public Service and Administration Minister Tom Banner called for talks.", "2019-01-01", "Public Service and Administration Minister",
             "Tom Banner"},
        Case{"Tom Banner III was jailed. His wife, Ann Banner, wept. Banner will appeal.", "2019-01-01", "Banner", "Tom Banner III"},
        Case{"Hurricane Katrina hit New Orleans. Katrina killed many people.", "2019-01-01", "Katrina", "-"},
        Case{"Barack Obama spoke in the United States. The next president should decide, he said.", "2016-06-01", "The next president", "next president"},
        Case{"Alvaro Uribe of Colombia met Hugo Chavez of Venezuela. The two presidents hope to mend ties between their countries.", "2008-01-01",
             "their countries", "Venezuela + Colombia"},
        Case{"Iran and Iraq spoke about Syria. The two countries agreed.", "2019-01-01", "The two countries", "Iran + Iraq"},
        Case{"Rice met the son of slain Russian journalist Anna Berg.", "2019-01-01", "the son of slain Russian journalist", "son of slain Russian journalist"},
        Case{"Hooded youths burned a car. The attack is blamed on the Red Dawn militant group.", "2019-01-01", "the Red Dawn militant group",
             "Red Dawn militant group"},
        Case{"Uganda's High Court met. The Ugandan Supreme Court was asked. The High Court dropped the charges.", "2019-01-01", "The High Court",
             "High Court of Uganda"},
        Case{"The Robert Wood Johnson Foundation congratulates the winner.", "2019-01-01", "Robert Wood Johnson Foundation",
             "Robert Wood Johnson Foundation"},
        Case{"The award went to Ann Banner, M. D., of Boston.", "2019-01-01", "M. D.", "-"},
        Case{"Israel praised just three Palestinian prisoners.", "2005-01-01", "just three Palestinian prisoners", "Palestinian prisoners"},
        Case{"Tom Banner, whose brother was shot, spoke.", "2019-01-01", "whose brother", "brother of Tom Banner"},
        Case{"Heavily armed men attacked.", "2019-01-01", "Heavily armed men", "Heavily armed men"},
        Case{"Russia's president met the king of Saudi Arabia. No president of Russia had visited the kingdom.", "2019-01-01", "the kingdom",
             "Saudi Arabia"},
        Case{"In Colombia, the U.S. official praised the country's courts.", "2019-01-01", "the country", "Colombia"},
        Case{"Spain extradites nobody to Germany after that country freed a man.", "2019-01-01", "that country", "Germany"},
        Case{"Russia praised Chechnya's government.", "2019-01-01", "Chechnya's government", "Chechnya's government"},
        Case{"The United States sent an envoy on a Latin American tour.", "2019-01-01", "American", "-"},
        Case{"Greece's parliament met. In Germany, Chancellor Angela Merkel urged parliament to vote.", "2010-05-05", "parliament",
             "Parliament of Germany"},
        Case{"A military statement Friday said the suspect fled.", "2006-01-01", "Friday", "-"},
        Case{"Greece was on strike. As the protesters tried to break through a line near parliament, they hurled stones.", "2010-05-05", "they",
             "protesters"},
        Case{"Thousands of fisherman from Spain have gone on strike.", "2008-05-30", "Thousands of fisherman", "fisherman"},
        Case{"Serbia protested. He led a Bosnian-Serb corps.", "2008-05-30", "Bosnian-Serb", "Bosnian Serbs"},
        Case{"Pope John Paul II travelled to Cuba. The pope asked for open borders.", "2008-01-01", "The pope", "Pope John Paul II"},
        Case{"Six aid workers were abducted on Friday. The victims were found later.", "2019-01-01", "The victims", "aid workers"},
        Case{"Ali Khan, his son and two other men were arrested.", "2019-01-01", "his son", "son"},
        Case{"Alice Banner fled. \u201cThere was a worker holding onto her,\u201d says Jane Fairman, \u201cand she shot him.\u201d", "2019-01-01", "she",
             "Alice Banner"},
        Case{"Ann Miller was fired. Police went to the Banner plant after she shot at a guard.", "2019-01-01", "she", "Ann Miller"},
        Case{"Police arrested Vincent \"The Chin\" Marino in Boston.", "2019-01-01", "Vincent \"The Chin\" Marino", "Vincent \"The Chin\" Marino"},
        Case{"John (Johnny) Banner was shot. Johnny Banner died.", "2019-01-01", "Johnny Banner", "John (Johnny) Banner"},
        Case{"Jerry Banner was shot. Luis \"Jerry\" Banner died.", "2019-01-01", "Jerry Banner", "Luis \"Jerry\" Banner"},
        Case{"Katherine Banner was found dead. Gary Banner fled to Spain. On Monday Banner was jailed.", "2019-01-01", "Banner", "Gary Banner"},
        Case{"Ann Miller died on Friday. A former teacher, she joined the army in 1990.", "2019-01-01", "she", "Ann Miller"},
        Case{"A man is charged with killing mother and sister.", "2019-01-01", "sister", "sister"},
        Case{"A man was shot at a store in Madison on Monday.", "2019-01-01", "Madison", "-"},
        Case{"Ghana called on all sides to stop the fighting.", "2019-01-01", "all sides", "sides"},
        Case{"All sides of the house were painted.", "2019-01-01", "All sides", "-"}));

TEST_F(ActorsTest, DamagedNamesAreMendedAndTold) {
  const auto read = ActorsTest::read("Lithuania and Romania agreed. Romanian President Klaus Lohannis welcomed the decision of NATO.");
  EXPECT_EQ(whom(*read, "Klaus Lohannis"), "Klaus Iohannis");
  ASSERT_EQ(read->actors.name_variants.size(), 1u);
  EXPECT_EQ(read->page.at(read->actors.name_variants[0].span), "Klaus Lohannis");
}

TEST_F(ActorsTest, RolesHaveTheirSource) {
  const auto read = ActorsTest::read("Yasmine Kacha, the head of Reporters Without Borders, met Vladimir Putin in Moscow.", "2016-12-13");
  const Actor* kacha = actor(*read, "Yasmine Kacha");
  ASSERT_NE(kacha, nullptr);
  ASSERT_EQ(kacha->roles.size(), 1u);
  EXPECT_EQ(kacha->roles[0].role, "head");
  EXPECT_EQ(kacha->roles[0].source, RoleSource::text);
  EXPECT_EQ(read->actors.actors[kacha->roles[0].of].name, "Reporters Without Borders");
  const Actor* putin = actor(*read, "Vladimir Putin");
  ASSERT_NE(putin, nullptr);
  ASSERT_FALSE(putin->roles.empty());
  EXPECT_EQ(putin->roles[0].role, "president");
  EXPECT_EQ(putin->roles[0].source, RoleSource::world);
}

TEST_F(ActorsTest, WhoTheWorldDoesNotKnowHasCountryAndSector) {
  const auto read = ActorsTest::read("A Kenyan lawyer sued the government.", "2019-01-01");
  const Actor* lawyer = actor(*read, "Kenyan lawyer");
  ASSERT_NE(lawyer, nullptr);
  EXPECT_EQ(lawyer->country, "KEN");
  EXPECT_FALSE(lawyer->sectors.empty());
}

TEST_F(ActorsTest, EveryNounPhraseOfAnActorIsReachedByItsHead) {
  const auto read = ActorsTest::read("Iranian officials told three Turkish soldiers to leave.", "2019-01-01");
  int reached = 0;
  for (std::size_t t = 0; t < read->grammar.tokens.size(); ++t) {
    const auto actors = read->actors.meant_by(TokenId(t));
    if (read->grammar.form(TokenId(t)) == "officials") {
      ASSERT_EQ(actors.size(), 1u);
      EXPECT_EQ(read->actors.actors[actors[0]].cameo, "IRNGOV");
      ++reached;
    }
    if (read->grammar.form(TokenId(t)) == "soldiers") {
      ASSERT_EQ(actors.size(), 1u);
      EXPECT_EQ(read->actors.actors[actors[0]].cameo, "TURMIL");
      ++reached;
    }
  }
  EXPECT_EQ(reached, 2);
}

TEST_F(ActorsTest, OfTwoNamesThatShareTheirEndBothAreMeant) {
  const auto read = ActorsTest::read("North and South Korea exchanged fire on Monday.");
  const auto& mentions = read->actors.mentions;
  ASSERT_FALSE(mentions.empty());
  ASSERT_EQ(mentions[0].actors.size(), 2u);
  EXPECT_EQ(read->actors.actors[mentions[0].actors[0]].country, "KOR");
  EXPECT_EQ(read->actors.actors[mentions[0].actors[1]].country, "PRK");
  EXPECT_EQ(ActorsTest::read("Russia and South Korea met.")->actors.mentions.size(), 2u);
}

TEST_F(ActorsTest, AVerbInSmallLettersIsNoPartOfAName) {
  const auto read = ActorsTest::read("Parents of two Benghazi victims sue Hillary Clinton.");
  for (const Actor& a : read->actors.actors) EXPECT_EQ(a.name.find("sue"), std::string::npos) << a.name;
}

TEST_F(ActorsTest, WhoseWifeItIsIsNoRelativeBroughtIn) {
  const auto read = ActorsTest::read("Keith Lamont Scott's wife filmed the police. Scott was shot. Rakeyia Scott wept.");
  for (const Actor& a : read->actors.actors) EXPECT_EQ(a.mentions.size(), a.name == "Keith Lamont Scott" ? 2u : 1u) << a.name;
}

TEST_F(ActorsTest, PhotoCreditsAreNoActors) {
  const auto read = ActorsTest::read("Mark Rutte met the leaders in The Hague (REUTERS / Piroschka van de Wouw)\n\nRutte said more talks would follow.");
  for (const Actor& a : read->actors.actors) {
    EXPECT_EQ(a.name.find("Piroschka"), std::string::npos);
    EXPECT_NE(a.name, "Reuters");
  }
}

TEST_F(ActorsTest, MentionsAndActorsPointAtEachOther) {
  const auto read = ActorsTest::read(
      "The presidents of Poland and Lithuania met their counterparts. He, she and they said it was theirs, whose leaders it was.");
  const Actors& actors = read->actors;
  EXPECT_EQ(actors.of_head.size(), read->grammar.tokens.size());
  for (std::uint32_t i = 0; i < actors.mentions.size(); ++i) {
    ASSERT_FALSE(actors.mentions[i].actors.empty());
    for (const ActorId id : actors.mentions[i].actors) {
      const auto& list = actors.actors[id].mentions;
      EXPECT_NE(std::find(list.begin(), list.end(), i), list.end());
    }
    if (i) {
      const Span a = actors.mentions[i - 1].span, b = actors.mentions[i].span;
      EXPECT_TRUE(a.begin < b.begin || (a.begin == b.begin && a.end >= b.end));
    }
  }
}

TEST_F(ActorsTest, LeadersNamedApartBelongTogether) {
  const auto read = ActorsTest::read(
      "Several Republican leaders, including Sens. John McCain (Ariz.), Kelly Ayotte (N.H.) and Pat Toomey (Pa.), denounced the comments.");
  EXPECT_EQ(whom(*read, "Several Republican leaders"), "John McCain + Kelly Ayotte + Pat Toomey");
}

TEST_F(ActorsTest, ATitleTellsWhoOfAFamilyIsMeant) {
  const auto read = ActorsTest::read(
      "Michelle Obama gave a party. Michelle Obama smiled, Barack Obama laughed. President Obama criticised Iran. Mrs. Obama sang.");
  EXPECT_EQ(whom(*read, "Obama"), "Barack Obama");
  EXPECT_EQ(whom(*read, "Obama", 2), "Michelle Obama");
}

TEST_F(ActorsTest, WhoStandsBeforeADash) {
  const auto read = ActorsTest::read(
      "It was the perfect moment for Kelly Ayotte - the first-term senator from New Hampshire who is facing a tough race.");
  EXPECT_EQ(whom(*read, "the first-term senator"), "Kelly Ayotte");
}

TEST_F(ActorsTest, APersonCalledLikeACapital) {
  const auto read = ActorsTest::read("Actress Kerry Washington spoke first. Washington, an actress, thanked Barack Obama.");
  EXPECT_EQ(whom(*read, "Washington"), "Kerry Washington");
}

TEST_F(ActorsTest, LeadershipOfAPersonIsNoGovernment) {
  const auto read = ActorsTest::read("The mayor praised Chris Christie's leadership after the storm.");
  for (const Actor& actor : read->actors.actors) EXPECT_NE(actor.kind, ActorKind::government) << actor.name;
}

TEST_F(ActorsTest, AFirmThatIsCalledLikeAFamily) {
  const auto read = ActorsTest::read("Police arrested a Kraft worker on Friday. The Kraft plant in Philadelphia was closed.");
  for (const Actor& actor : read->actors.actors) EXPECT_FALSE(actor.kind == ActorKind::person && actor.name == "Kraft");
}

TEST_F(ActorsTest, EmptyAndBrokenTextsAreRead) {
  EXPECT_TRUE(ActorsTest::read("")->actors.mentions.empty());
  const auto read = ActorsTest::read("\xff\xfe President of the of of , 's 's the the (REUTERS / \n\n'' -- King");
  EXPECT_EQ(read->actors.of_head.size(), read->grammar.tokens.size());
}

}  // namespace
}  // namespace vedette
