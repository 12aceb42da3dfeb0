"""How much of what is there romaji finds, on a real transcript: the project's goal is 98 %."""

from __future__ import annotations

from pathlib import Path

from qa_reader.language.folding import fold
from qa_reader.language.romaji import WAYS, Finder

QUERIES = """
kentou 検討 / kenshuu 研修 / kensyuu 研修 / tetsuduki 手続 / tetsuzuki 手続 / tetuduki 手続
sisutemu システム / kouzoukaikaku 構造改革 / kouzoukaik 構造改革 / kouzouk 構造改革 / shisutemu システム
de-ta データ / zyouhou 情報 / jouhou 情報 / sanzensango 産前・産後 / suishin 推進 / suisin 推進
suish 推進 / torikumi 取組 / moushikomi 申込み / uketsuke 受付 / madoguchi 窓口 / soudan 相談
onrain オンライン / onrainsoudan オンライン相談 / kumin 区民 / kuminsa-bisu 区民サービス
shinchousha 新庁舎 / sansoubunri 三層分離 / yosan 予算 / teireikai 定例会 / reiwa 令和 / jinzai 人材
zinzai 人材 / jinzaikakuho 人材確保 / gaibujinzai 外部人材 / kankyouseibi 環境整備 / kenshu 研修
kojinjouhou 個人情報 / kojinjouhouhogo 個人情報保護 / oufukuhagaki 往復はがき / unyou 運用 / un'you 運用
minaoshi 見直し / sakugen 削減 / furusatonouzei ふるさと納税 / wakamonoseisaku 若者政策 / manzokudo 満足度
kouenzukuri 公園づくり / kouendukuri 公園づくり / sekyurithi セキュリティ / inta-netto インターネット
kent 検討 / mobairuru-ta- モバイルルーター / webukaigi ウェブ会議 / terebikaigi テレビ会議
dejitaruka デジタル化 / kensh 研修 / puroguramingu プログラミング / shokuin 職員 / zenchouteki 全庁的
kuchou 区長 / ri-da-shippu リーダーシップ / taisei 体制 / koureisha 高齢者 / seinengappi 生年月日
tsuuchi 通知 / tuuti 通知 / soshiki 組織 / henkaku 変革 / kengen 権限 / senryaku 戦略 / fukaketsu 不可欠
hikitsuduki 引き続き / katsuyou 活用 / ouin 押印 / nakanoku 中野区 / kosodatesoudan 子育て相談
enkaku 遠隔 / ribensei 利便性 / hasshutsu 発出 / kihonkeikaku 基本計画 / kadai 課題
reiwa3nendo 令和3年度 / hassouryoku 発想力 / tenkanki 転換期 / ikou 移行 / iten 移転 / hyoujunka 標準化
gabamentokuraudo ガバメントクラウド / pe-pa-resu ペーパーレス / dxsuishin DX推進 / ictkenshuu ICT研修
rikai 理解 / wi-fikankyou Wi-Fi環境 / kentoudankai 検討段階 / shikkou 執行 / ryoushitsu 量質
tantoukachou 担当課長 / aida 間
"""


def test_romaji_finds_what_is_in_a_real_transcript(shared: Path) -> None:
    seed = shared / "transcripts" / "ja_blog_txt" / "seed_nakano_dx.txt"
    text = fold(seed.read_text("utf-8")).text
    there = found = 0
    missed = []
    for query in QUERIES.replace("\n", " / ").split(" / "):
        if not query.strip():
            continue
        typed, words = query.split(" ", 1)
        wanted = fold(words).text
        places = [at for at in range(len(text)) if text.startswith(wanted, at)]
        assert places, f"{words} is not in the transcript"
        hits = next((hits for way in WAYS if (hits := list(Finder(typed, way).find(text)))), [])
        count = sum(any(start <= at < end for start, end in hits) for at in places)
        there, found = there + len(places), found + count
        if count < len(places):
            missed.append(f"{typed} {count}/{len(places)}")
    assert found >= 0.98 * there, missed
